using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Transfer.Records.Promises;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>
/// Storage Commitment push model as SCP (PS3.4 J.3.2): the request is on record before it is taken. The report goes over the same association while that
/// stands; else by <see cref="PromiseWorker"/>.
/// </summary>
internal sealed class PromiseProvider(
    PromiseStore store, PromiseReports reports, TransferOptions options, TimeProvider time) : IDimseHandler
{
    private const int LargestRequest = 4 << 20;
    private const int MostInstances = 10_000;

    private static readonly DimseStatus NoSuchAction = new(0x0123);
    private static readonly DimseStatus InvalidArgument = new(0x0115);
    private static readonly DimseStatus ResourceLimitation = new(0x0213);

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var (status, asked) = await TakeAsync(request, cancellationToken).ConfigureAwait(false);
        await request.RespondAsync(status, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (asked is not null)
            _ = ReportAsync(request, asked, cancellationToken);
    }

    private async ValueTask<(DimseStatus Status, PromiseRequest? Asked)> TakeAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var (requester, called) = (request.Association.CallingAeTitle.Trim(), request.Association.CalledAeTitle.Trim());
        if (request.Command.ActionTypeId != 1)
            return (NoSuchAction, null);
        if (options.Promises.Find(requester) is null || options.Projects.FirstOrDefault(one => one.AeTitles.Contains(called)) is not { Name: var project })
            return (DimseStatus.NotAuthorized, null);
        if (request.DataSet is null)
            return (DimseStatus.MistypedArgument, null);
        try
        {
            var bytes = await request.DataSet.ReadToEndAsync(LargestRequest, cancellationToken).ConfigureAwait(false);
            var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)).Dataset;
            if (CommitmentDataset.ReadRequest(dataset) is not { } asked)
                return (InvalidArgument, null);
            if (asked.Instances.Count > MostInstances)
                return (ResourceLimitation, null);
            var instances = asked.Instances.Select(instance => new PromisedInstance(instance.SopClassUid, instance.SopInstanceUid)).ToList();
            var added = new PromiseRequest(0, requester, called, project, asked.TransactionUid, instances, time.GetUtcNow(), 0);
            return (DimseStatus.Success, await store.AddAsync(added, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidDataException)
        {
            return (ResourceLimitation, null);
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return (InvalidArgument, null);
        }
    }

    private async Task ReportAsync(DimseRequest request, PromiseRequest asked, CancellationToken cancellationToken)
    {
        try
        {
            var report = await reports.DecideAsync(asked, cancellationToken).ConfigureAwait(false);
            var source = DimseDataSource.FromMemory(
                DicomDatasetWriter.ToArray(CommitmentDataset.Write(report), DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)));
            await using (source.ConfigureAwait(false))
            {
                var command = DimseCommands.NEventReport(
                    DicomUID.StorageCommitmentPushModel.UID, DicomUID.StorageCommitmentPushModelInstance.UID, report.EventType);
                var response = await request.SendAsync(request.PresentationContext, command, source, cancellationToken).ConfigureAwait(false);
                if (response.Status.IsDone)
                    await store.EndAsync(asked.RequestId, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is DicomAssociationException or OperationCanceledException or InvalidOperationException)
        {
            // The requester has left: the worker finds the request on record.
        }
    }
}

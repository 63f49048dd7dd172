using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Promises;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>Delivers the reports whose requester has left, by an association of our own in the role of SCP (PS3.4 J.3.3), after a restart, too.</summary>
internal sealed partial class PromiseWorker(
    PromiseStore store, PromiseReports reports, PromiseOptions options, TimeProvider time, ILogger<PromiseWorker> log)
{
    private static readonly string Class = DicomUID.StorageCommitmentPushModel.UID;
    private static readonly BackOff Again = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(30));

    /// <summary>The report over the association of the request comes first.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Requesters.Count == 0)
            return;
        while (true)
        {
            foreach (var request in await store.ListDueAsync(20, cancellationToken).ConfigureAwait(false))
            {
                if (time.GetUtcNow() - request.Asked >= Grace)
                    await DeliverAsync(request, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DeliverAsync(PromiseRequest request, CancellationToken cancellationToken)
    {
        var isGivenUp = time.GetUtcNow() - request.Asked > GivenUpAfter || options.Find(request.Requester) is null;
        if (isGivenUp || await TryReportAsync(request, options.Find(request.Requester)!, cancellationToken).ConfigureAwait(false))
        {
            if (isGivenUp)
                LogGivenUp(request.Requester);
            await store.EndAsync(request.RequestId, cancellationToken).ConfigureAwait(false);
            return;
        }

        await store.LaterAsync(request.RequestId, time.GetUtcNow() + Again.After(request.Attempts + 1), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryReportAsync(PromiseRequest request, DicomClientOptions requester, CancellationToken cancellationToken)
    {
        try
        {
            var report = await reports.DecideAsync(request, cancellationToken).ConfigureAwait(false);
            var client = new DicomClient(requester with { CallingAeTitle = request.Called, Roles = [new RoleSelection(Class, IsScu: false, IsScp: true)] }, time: time);
            await using (client.ConfigureAwait(false))
            {
                var syntax = DicomTransferSyntax.ImplicitVRLittleEndian;
                var association = await client.OpenAsync([new ProposedContext(Class, [syntax.UID.UID])], cancellationToken).ConfigureAwait(false);
                await using (association.ConfigureAwait(false))
                {
                    if (association.FindContext(Class) is not { } context)
                        return false;
                    var source = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(CommitmentDataset.Write(report), syntax));
                    await using (source.ConfigureAwait(false))
                    {
                        var command = DimseCommands.NEventReport(Class, DicomUID.StorageCommitmentPushModelInstance.UID, report.EventType);
                        var response = await association.SendAsync(context, command, source, cancellationToken).ConfigureAwait(false);
                        await association.ReleaseAsync().ConfigureAwait(false);
                        return response.Status.IsDone;
                    }
                }
            }
        }
        catch (DicomAssociationException exception)
        {
            LogNotDelivered(request.Requester, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The report on storage commitment could not be brought to {Requester} ({Kind}); it is tried again")]
    private partial void LogNotDelivered(string requester, string kind);

    [LoggerMessage(LogLevel.Error, "The report on storage commitment could not be brought to {Requester} for a day, or it is not configured any more; the report is given up")]
    private partial void LogGivenUp(string requester);
}

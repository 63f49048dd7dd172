using System.Collections.Concurrent;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>
/// Storage Commitment push model as SCU (PS3.4 annex J): asks one archive, and stays on the association for a moment, since many archives report
/// there. A report that comes later comes by the listener.
/// </summary>
internal sealed class CommitmentUser : ICommitmentReports, IAsyncDisposable
{
    private const ushort RequestAction = 1;

    private static readonly string Class = DicomUID.StorageCommitmentPushModel.UID;
    private static readonly string Instance = DicomUID.StorageCommitmentPushModelInstance.UID;

    private static readonly IReadOnlyList<ProposedContext> Contexts =
        [new(Class, [DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])];

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);
    private readonly ICommitmentReports _reports;
    private readonly TimeSpan _stay;
    private readonly TimeProvider _time;
    private readonly DicomClient _client;

    /// <param name="archive">Where it is and who we are to it.</param>
    /// <param name="reports">Takes what it reports.</param>
    /// <param name="stay">How long the association is kept for the report.</param>
    /// <param name="time">The clock.</param>
    public CommitmentUser(DicomClientOptions archive, ICommitmentReports reports, TimeSpan stay, TimeProvider time)
    {
        (_reports, _stay, _time) = (reports, stay, time);
        var handler = new DimseDispatch().Add(DimseCommandField.NEventReportRequest, Class, new CommitmentReportProvider(this));
        _client = new DicomClient(archive, handler, time: time);
    }

    /// <exception cref="DicomAssociationException">There was no association, or it ended before the answer.</exception>
    public async Task<CommitmentAnswer> AskAsync(CommitmentRequest request, CancellationToken cancellationToken)
    {
        var association = await _client.OpenAsync(Contexts, cancellationToken).ConfigureAwait(false);
        await using (association.ConfigureAwait(false))
        {
            if (association.FindContext(Class) is not { } context)
            {
                await TryReleaseAsync(association).ConfigureAwait(false);
                return CommitmentAnswer.NotOffered;
            }

            var report = _awaited.GetOrAdd(request.TransactionUid, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            try
            {
                var status = await SendAsync(association, context, request, cancellationToken).ConfigureAwait(false);
                if (status.IsDone)
                    await StayAsync(association, report.Task, cancellationToken).ConfigureAwait(false);
                await TryReleaseAsync(association).ConfigureAwait(false);
                return new CommitmentAnswer(true, status, report.Task.IsCompleted);
            }
            finally
            {
                _awaited.TryRemove(request.TransactionUid, out _);
            }
        }
    }

    public async ValueTask<bool> TakeAsync(CommitmentReport report, string archiveAeTitle, CancellationToken cancellationToken)
    {
        var isTaken = await _reports.TakeAsync(report, archiveAeTitle, cancellationToken).ConfigureAwait(false);
        if (isTaken && _awaited.TryGetValue(report.TransactionUid, out var awaited))
            awaited.TrySetResult();
        return isTaken;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task<DimseStatus> SendAsync(
        DicomClientAssociation association, PresentationContext context, CommitmentRequest request, CancellationToken cancellationToken)
    {
        var bytes = DicomDatasetWriter.ToArray(CommitmentDataset.Write(request), DicomTransferSyntax.Lookup(context.TransferSyntax));
        var source = DimseDataSource.FromMemory(bytes);
        await using (source.ConfigureAwait(false))
            return (await association.SendAsync(context, DimseCommands.NAction(Class, Instance, RequestAction), source, cancellationToken).ConfigureAwait(false)).Status;
    }

    private async Task StayAsync(DicomClientAssociation association, Task report, CancellationToken cancellationToken)
    {
        // An archive that ends the association will report on one of its own.
        var first = Task.WhenAny(report, association.Completion);
        await ((Task)first).OrAtLatestAfter(_stay, _time, cancellationToken).ConfigureAwait(false);
    }

    private static async Task TryReleaseAsync(DicomClientAssociation association)
    {
        try
        {
            if (association.IsUsable)
                await association.ReleaseAsync().ConfigureAwait(false);
        }
        catch (DicomAssociationException)
        {
            // It is over, which is all that is wanted.
        }
    }
}

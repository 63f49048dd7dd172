using System.Security.Cryptography;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Services.QueryRetrieve.Answering;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>
/// Performs the sub-operations of C-MOVE and C-GET: every file is hashed against the seal before it leaves, counts are of what the target answered, and
/// a cancel is heeded between two instances.
/// </summary>
internal sealed partial class Retrievals(Holdings holdings, DataFolder folder, RetrievalAudit audit, TimeProvider time, ILogger<Retrievals> log)
{
    /// <summary>A progress bar needs no more pending responses than this.</summary>
    private static readonly TimeSpan Progress = TimeSpan.FromMilliseconds(100);

    public RetrievalAudit Audit => audit;

    public async Task<RetrievalSize> MeasureAsync(Retrieval retrieval, CancellationToken cancellationToken)
    {
        var kinds = new HashSet<(string, string)>();
        var count = 0;
        await foreach (var instance in FindAsync(retrieval, cancellationToken).ConfigureAwait(false))
        {
            kinds.Add((instance.SopClassUid, instance.TransferSyntaxUid));
            count++;
        }

        return new RetrievalSize(count, [.. kinds]);
    }

    /// <summary>Sends everything and gives the final response.</summary>
    public async Task RunAsync(
        DimseRequest request, Retrieval retrieval, int total, ISuboperationTarget target, CancellationToken cancel, CancellationToken cancellationToken)
    {
        var tally = new SuboperationTally(total);
        try
        {
            await SendAllAsync(request, retrieval, tally, target, cancel, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The peer may be gone; what was sent was sent.
            LogEnded(request.Association.Id, retrieval.Identifier.Level, tally.FinalStatus.Code, tally.Completed, tally.Warning, tally.Failed);
            await audit.SentAsync(request.Association, retrieval, tally).ConfigureAwait(false);
        }

        var failed = tally.FailedList(request.PresentationContext.TransferSyntax);
        await request.RespondAsync(tally.Final(request.Command), failed is null ? null : DimseDataSource.FromMemory(failed), cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAllAsync(
        DimseRequest request, Retrieval retrieval, SuboperationTally tally, ISuboperationTarget target, CancellationToken cancel, CancellationToken cancellationToken)
    {
        await request.RespondAsync(tally.Pending(request.Command), null, cancellationToken).ConfigureAwait(false);
        var told = time.GetTimestamp();
        await foreach (var holding in holdings.FindAsync(retrieval.Identifier, QueryLevel.Image, retrieval.Projects, cancellationToken).ConfigureAwait(false))
        {
            if (cancel.IsCancellationRequested)
            {
                tally.IsCancelled = true;
                return;
            }

            var instance = holding.Row.Instance!;
            tally.Count(instance.SopInstanceUid, await StoreAsync(instance, holding.Row.Study!, target, cancellationToken).ConfigureAwait(false));
            if (time.GetElapsedTime(told) < Progress)
                continue;
            told = time.GetTimestamp();
            await request.RespondAsync(tally.Pending(request.Command), null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DimseStatus> StoreAsync(CatalogueInstance instance, CatalogueStudy study, ISuboperationTarget target, CancellationToken cancellationToken)
    {
        if (target.IsLost)
            return DimseStatus.ProcessingFailure;
        var path = Path.Combine(folder.Path, study.Folder, instance.Path);
        try
        {
            if (await IsWholeAsync(path, instance.Sha256, cancellationToken).ConfigureAwait(false))
                return await target.StoreAsync(instance, path, cancellationToken).ConfigureAwait(false);
            LogNotWhole(instance.Number);
        }
        catch (IOException exception)
        {
            // Retention may have been faster.
            LogUnreadable(instance.Number, exception.GetType().Name);
        }

        return DimseStatus.ProcessingFailure;
    }

    private static async Task<bool> IsWholeAsync(string path, byte[] sha256, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 64 * 1024, useAsync: false);
        await using (file.ConfigureAwait(false))
            return (await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(sha256);
    }

    private async IAsyncEnumerable<CatalogueInstance> FindAsync(
        Retrieval retrieval, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var holding in holdings.FindAsync(retrieval.Identifier, QueryLevel.Image, retrieval.Projects, cancellationToken).ConfigureAwait(false))
            yield return holding.Row.Instance!;
    }

    [LoggerMessage(LogLevel.Information, "Association {Association}: a retrieval at level {Level} ended with {Status:X4}: {Completed} sent, {Warning} with warnings, {Failed} failed")]
    private partial void LogEnded(string association, QueryLevel level, ushort status, int completed, int warning, int failed);

    [LoggerMessage(LogLevel.Error, "Instance {Instance} of the catalogue is not sent: its file is not the one that was sealed. Check the disk")]
    private partial void LogNotWhole(long instance);

    [LoggerMessage(LogLevel.Warning, "Instance {Instance} of the catalogue is not sent: its file cannot be read ({Kind})")]
    private partial void LogUnreadable(long instance, string kind);
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>
/// What keeps a data folder in order while the service runs. One of these at a time, so that a backup never meets a deletion; and none before Records
/// has caught up with the spool, whose segments are cut until then.
/// </summary>
public sealed class StorageMaintenance : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly RecordsContext _context;
    private readonly SegmentRelease _release;
    private readonly DataFolder _folder;
    private readonly Task _caughtUp;

    internal StorageMaintenance(RecordsContext context, SegmentRelease release, DataFolder folder, Task caughtUp) =>
        (_context, _release, _folder, _caughtUp) = (context, release, folder, caughtUp);

    /// <summary>Deletes what its time has come for, and gives the space of duplicates back. Decisions are audited before anything is deleted.</summary>
    public async ValueTask<RetentionResult> SweepAsync(RetentionTimes times, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var rules = new RetentionRules(_context, times);
            var rejected = await RepeatAsync(rules.RejectHeld, cancellationToken).ConfigureAwait(false);
            await RepeatAsync(rules.MarkOriginals, cancellationToken).ConfigureAwait(false);
            await RepeatAsync(rules.MarkCopies, cancellationToken).ConfigureAwait(false);
            var space = new SpaceReturn(_context, _release, _folder);
            var (originals, bytes) = await space.ReturnOriginalsAsync(cancellationToken).ConfigureAwait(false);
            var copies = await space.ReturnCopiesAsync(cancellationToken).ConfigureAwait(false);
            space.RemoveUnsealedRuns(cancellationToken);
            if (rejected > 0)
                _context.Signals.Raise(RecordsChange.State);
            return new RetentionResult(rejected, originals, copies, bytes);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Copies database, spool and sealed studies into a new folder while the service goes on. The key file is backed up apart.</summary>
    /// <exception cref="BackupException">Nothing usable was made; the text says why.</exception>
    public async ValueTask<BackupResult> BackupAsync(string target, string by, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var result = await Task.Run(() => new StorageBackup(_context, _folder).Create(target, cancellationToken), cancellationToken).ConfigureAwait(false);
            await _context.Writer.RunAsync(session => AuditChain.Append(session, _context, by, "storage.backup"), cancellationToken).ConfigureAwait(false);
            return result;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <param name="readsBytes">Also hash every instance and look for unrecorded ones: as long as reading the whole spool takes.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async ValueTask<CheckReport> CheckAsync(bool readsBytes, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var check = new StorageCheck(_context, DurableFileIo.ForThisPlatform(), _folder, readsBytes);
            return await Task.Run(() => check.Run(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async ValueTask WaitForTurnAsync(CancellationToken cancellationToken)
    {
        await _caughtUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>In portions, so that receiving is not kept waiting by one long transaction.</summary>
    private async ValueTask<int> RepeatAsync(Func<RecordsSession, int> portion, CancellationToken cancellationToken)
    {
        var total = 0;
        while (await _context.Writer.RunAsync(portion, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            total += count;
        return total;
    }
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Intake;
using DicomGateway.Transfer.Records.Maintenance;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Records;

/// <summary>
/// Spool and Records of one data folder, opened together. One process at a time. Instances are taken at once, whatever an earlier process left in
/// the spool; that is read, recorded and cut meanwhile.
/// </summary>
public sealed partial class GatewayStorage : IAsyncDisposable
{
    private readonly SegmentedSpool _spool;
    private readonly SpoolJournal _journal;
    private readonly RecordsContext _context;
    private readonly DataFolderLock _lock;
    private readonly SpoolReplay _replay;
    private readonly RecordsPageCheck? _pageCheck;
    private Task _reporting = Task.CompletedTask;

    private GatewayStorage(
        DataFolder folder, DataFolderLock folderLock, RecordsContext context, SpoolJournal journal, SegmentedSpool spool, SpoolReplay replay)
    {
        (Folder, _lock, _context, _journal, _spool, _replay) = (folder, folderLock, context, journal, spool, replay);
        Records = new GatewayRecords(context);
        Maintenance = new StorageMaintenance(context, spool.Release, folder, journal.CaughtUp);
        _pageCheck = context.IsUnchecked ? new RecordsPageCheck(Path.Combine(folder.Records, RecordsFile.Name), context.Writer) : null;
    }

    public ISpool Spool => _spool;

    public GatewayRecords Records { get; }

    public DataFolder Folder { get; }

    /// <summary>Retention, backup and check.</summary>
    public StorageMaintenance Maintenance { get; }

    /// <summary>
    /// Done when Records knows everything that was acknowledged before this process began, and what came until that was so. Instances are taken
    /// before; maintenance waits for it, and whoever decides that a study is whole must. Cancelled when the storage is closed first.
    /// </summary>
    public Task CaughtUp => _journal.CaughtUp;

    /// <summary>What is wrong with the spool's segments and wants a person; empty when all is well.</summary>
    public IReadOnlyList<string> Problems => _replay.Unreadable.Count == 0
        ? []
        : [$"{_replay.Unreadable.Count} segment(s) of the spool cannot be read or cut and were left as they are, among them {SegmentName.Of(_replay.Unreadable.First())}. "
            + "Instances in them may be unrecorded. Look after the disk, then start again; if that does not help, restore the segments from a backup."];

    /// <summary>Ends, with what to say, when the database can only be trusted again after it was opened anew: close this and start again. Else never.</summary>
    public Task<RecordsException> WhenBroken => _context.Writer.WhenBroken;

    /// <summary>Locks the folder, migrates the database, takes back leases; then begins to record what the spool has and Records has not.</summary>
    /// <exception cref="DataFolderException">Another process has the folder, or it cannot be used.</exception>
    /// <exception cref="RecordsException">The database is missing while the spool holds instances, newer than this program, damaged, or not of this key.</exception>
    public static ValueTask<GatewayStorage> OpenAsync(
        string dataFolder, SpoolOptions options, IRecordsKeySource keys, TimeProvider time, ILoggerFactory log, CancellationToken cancellationToken) =>
        OpenAsync(dataFolder, options, keys, time, log, DurableFileIo.ForThisPlatform(), cancellationToken);

    internal static async ValueTask<GatewayStorage> OpenAsync(
        string dataFolder, SpoolOptions options, IRecordsKeySource keys, TimeProvider time, ILoggerFactory log, IDurableFileIo io, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(dataFolder);
        var folderLock = DataFolderLock.Take(folder);
        RecordsContext? context = null;
        try
        {
            var replay = new SpoolReplay(io, folder.Spool);
            context = RecordsOpening.Open(folder.Records, folder.Spool, keys, replay.HasInstances, time);
            var reconciliation = new RecordsReconciliation(context);
            var leases = await reconciliation.TakeBackLeasesAsync(cancellationToken).ConfigureAwait(false);
            var logger = log.CreateLogger<GatewayStorage>();
            LogOpened(logger, replay.Segments.Count, leases);
            var left = new SpoolCatchUp(replay, reconciliation.RecordedTo(cancellationToken));
            var journal = new SpoolJournal(context, log.CreateLogger<SpoolJournal>());
            var last = Math.Max(replay.LastSegment, reconciliation.LastSegment(cancellationToken));
            var spool = new SegmentedSpool(io, folder.Spool, options, journal, time, last);
            var storage = new GatewayStorage(folder, folderLock, context, journal, spool, replay);
            journal.Start(left);
            storage._reporting = storage.ReportAsync(left, io, logger);
            return storage;
        }
        catch (Exception exception)
        {
            if (context is not null)
                RecordsOpening.Close(context, folder.Records);
            folderLock.Dispose();
            if (exception is SqliteException fault)
                throw RecordsFile.Explain(fault, Path.Combine(folder.Records, RecordsFile.Name));
            throw;
        }
    }

    /// <summary>Takes no more instances from now on; those under way can still be committed.</summary>
    public void StopReceiving() => _spool.Stop();

    /// <summary>Takes no more instances, records what is durable, closes the database and gives the folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        await _spool.DisposeAsync().ConfigureAwait(false);
        await _journal.DisposeAsync().ConfigureAwait(false);
        await _reporting.ConfigureAwait(false);
        if (_pageCheck is { } checking)
            await checking.DisposeAsync().ConfigureAwait(false);
        Maintenance.Dispose();
        RecordsOpening.Close(_context, Folder.Records);
        _lock.Dispose();
    }

    /// <summary>Says what was found in the spool, and looks for segments that ought to be there.</summary>
    private async Task ReportAsync(SpoolCatchUp left, IDurableFileIo io, ILogger logger)
    {
        try
        {
            await CaughtUp.ConfigureAwait(false);
            LogCaughtUp(logger, left.Recorded, _replay.TornCount);
            foreach (var problem in Problems)
                LogProblem(logger, problem);
            if (await Task.Run(() => new RecordsReconciliation(_context).CountMissing(io, CancellationToken.None)).ConfigureAwait(false) is > 0 and var missing)
                LogMissing(logger, missing);
        }
        catch (OperationCanceledException)
        {
            LogInterrupted(logger, left.Recorded);
        }
        catch (Exception exception)
        {
            LogNotLooked(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Data folder open: {Segments} segments in the spool, {Leases} leases taken back")]
    private static partial void LogOpened(ILogger logger, int segments, int leases);

    [LoggerMessage(Level = LogLevel.Information, Message = "Caught up with the spool: {Replayed} instances recorded from it, {Torn} torn writes discarded")]
    private static partial void LogCaughtUp(ILogger logger, int replayed, int torn);

    [LoggerMessage(Level = LogLevel.Information, Message = "Closed while catching up with the spool: {Replayed} instances recorded from it; the next start goes on")]
    private static partial void LogInterrupted(ILogger logger, int replayed);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool could not be searched for missing segments: run 'check'")]
    private static partial void LogNotLooked(ILogger logger, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "Segments of the spool with up to {Instances} recorded instances are missing or cut: run 'check', restore them from a backup")]
    private static partial void LogMissing(ILogger logger, long instances);
}

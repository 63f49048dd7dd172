using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Maintenance;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Records;

/// <summary>Spool and Records of one data folder, opened together and reconciled. One process at a time.</summary>
public sealed partial class GatewayStorage : IAsyncDisposable
{
    private readonly SegmentedSpool _spool;
    private readonly SpoolJournal _journal;
    private readonly RecordsContext _context;
    private readonly DataFolderLock _lock;

    private GatewayStorage(DataFolder folder, DataFolderLock folderLock, RecordsContext context, SpoolJournal journal, SegmentedSpool spool)
    {
        (Folder, _lock, _context, _journal, _spool) = (folder, folderLock, context, journal, spool);
        Records = new GatewayRecords(context);
        Maintenance = new StorageMaintenance(context, spool.Release, folder);
    }

    public ISpool Spool => _spool;

    public GatewayRecords Records { get; }

    public DataFolder Folder { get; }

    /// <summary>Retention, backup and check.</summary>
    public StorageMaintenance Maintenance { get; }

    /// <summary>Locks the folder, migrates the database, replays what the spool has and Records has not, takes back leases.</summary>
    /// <exception cref="DataFolderException">Another process has the folder, or it cannot be used.</exception>
    /// <exception cref="RecordsException">The database is missing while the spool holds instances, newer than this program, damaged, or not of this key.</exception>
    public static async ValueTask<GatewayStorage> OpenAsync(
        string dataFolder, SpoolOptions options, IRecordsKeySource keys, TimeProvider time, ILoggerFactory log, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(dataFolder);
        var io = DurableFileIo.ForThisPlatform();
        var folderLock = DataFolderLock.Take(folder);
        RecordsContext? context = null;
        try
        {
            var replay = new SpoolReplay(io, folder.Spool);
            context = RecordsOpening.Open(folder.Records, folder.Spool, keys, replay.HasInstances, time);
            var reconciliation = new RecordsReconciliation(context);
            var replayed = await reconciliation.ReplayAsync(replay, cancellationToken).ConfigureAwait(false);
            var leases = await reconciliation.TakeBackLeasesAsync(cancellationToken).ConfigureAwait(false);
            var logger = log.CreateLogger<GatewayStorage>();
            LogOpened(logger, replayed, replay.TornCount, replay.Unreadable.Count, leases);
            if (reconciliation.CountMissing(io, cancellationToken) is > 0 and var missing)
                LogMissing(logger, missing);
            var journal = new SpoolJournal(context, log.CreateLogger<SpoolJournal>());
            var last = Math.Max(replay.LastSegment, reconciliation.LastSegment(cancellationToken));
            var spool = new SegmentedSpool(io, folder.Spool, options, journal, time, last);
            journal.Start();
            return new GatewayStorage(folder, folderLock, context, journal, spool);
        }
        catch
        {
            if (context is not null)
                RecordsOpening.Close(context, folder.Records);
            folderLock.Dispose();
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
        Maintenance.Dispose();
        RecordsOpening.Close(_context, Folder.Records);
        _lock.Dispose();
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Data folder open: {Replayed} instances recorded from the spool, {Torn} torn writes discarded, {Unreadable} segments unreadable, {Leases} leases taken back")]
    private static partial void LogOpened(ILogger logger, int replayed, int torn, int unreadable, int leases);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "Segments of the spool with up to {Instances} recorded instances are missing or cut: run 'check', restore them from a backup")]
    private static partial void LogMissing(ILogger logger, long instances);
}

using System.Threading.Channels;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Spool;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Records.Intake;

/// <summary>
/// Records what the spool reports, in batches, and keeps at it while the database fails: the spool holds what is not recorded yet. What an earlier
/// process left comes first, so that of two contents under one SOP Instance UID the later one is the later version, whenever they were recorded.
/// </summary>
internal sealed partial class SpoolJournal(RecordsContext context, ILogger<SpoolJournal> log) : ISpoolJournal, IAsyncDisposable
{
    private const int BatchLimit = 512;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>From one batch to the next, so that in a stream the database does not sync as often as the spool does. A lone instance does not wait.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly Channel<SpoolEntry> _queue = Channel.CreateUnbounded<SpoolEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly RecordsIntake _intake = new(context);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _work = Task.CompletedTask;
    private int _unrecorded;
    private volatile bool _isFailing;
    private volatile bool _isCatchingUp = true;
    private volatile bool _isClosing;

    public int Unrecorded => Volatile.Read(ref _unrecorded);

    public bool IsFailing => _isFailing;

    /// <summary>
    /// Done when everything is recorded that was durable at start, and what came until that was done. Until then the database knows less of a
    /// study than was acknowledged. Cancelled when the journal ends before.
    /// </summary>
    public Task CaughtUp => _caughtUp.Task;

    public void Start(SpoolCatchUp left) => _work = Task.Run(() => RunAsync(left));

    public void Append(SpoolEntry entry)
    {
        Interlocked.Increment(ref _unrecorded);
        _queue.Writer.TryWrite(entry);
    }

    /// <summary>
    /// Records what is waiting and ends. A database that fails ends it at once, and so does what an earlier process left and is not recorded yet:
    /// the next start replays the rest.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        _queue.Writer.TryComplete();
        if (_isFailing || _isCatchingUp)
            await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync(SpoolCatchUp left)
    {
        try
        {
            if (await TryCatchUpAsync(left).ConfigureAwait(false))
                await WorkAsync().ConfigureAwait(false);
        }
        finally
        {
            _caughtUp.TrySetCanceled();
        }
    }

    private async Task WorkAsync()
    {
        var behind = Unrecorded;
        if (behind == 0)
            _caughtUp.TrySetResult();
        var batch = new List<SpoolEntry>(BatchLimit);
        var recorded = TimeProvider.System.GetTimestamp();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            // Pacing of a batch, not time of the trade: always the real clock.
            if (Pace - TimeProvider.System.GetElapsedTime(recorded) is var wait && wait > TimeSpan.Zero && !_isClosing)
                await Task.Delay(wait, TimeProvider.System).ConfigureAwait(false);
            while (batch.Count < BatchLimit && _queue.Reader.TryRead(out var entry))
                batch.Add(entry);
            if (!await TryRecordAsync(batch).ConfigureAwait(false))
                return;
            Interlocked.Add(ref _unrecorded, -batch.Count);
            behind -= batch.Count;
            if (behind <= 0)
                _caughtUp.TrySetResult();
            batch.Clear();
            recorded = TimeProvider.System.GetTimestamp();
        }
    }

    private async Task<bool> TryCatchUpAsync(SpoolCatchUp left)
    {
        try
        {
            await left.RunAsync(
                async batch =>
                {
                    if (!await TryRecordAsync(batch).ConfigureAwait(false))
                        throw new OperationCanceledException();
                },
                _stop.Token).ConfigureAwait(false);
            _isCatchingUp = false;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> TryRecordAsync(IReadOnlyList<SpoolEntry> batch)
    {
        while (true)
        {
            try
            {
                await _intake.RecordAsync(batch, CancellationToken.None).ConfigureAwait(false);
                if (_isFailing)
                    LogRecovered();
                _isFailing = false;
                context.Signals.Raise(RecordsChange.Arrival, RecordsChange.State);
                return true;
            }
            catch (Exception exception)
            {
                if (!_isFailing)
                    LogFailed(Describe(exception), Unrecorded, exception is SqliteException ? null : exception);
                _isFailing = true;
                if (context.Writer.Broken is not null || _isClosing || !await TryPauseAsync().ConfigureAwait(false))
                    return false;
            }
        }
    }

    private async Task<bool> TryPauseAsync()
    {
        try
        {
            await Task.Delay(RetryPause, TimeProvider.System, _stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What SQLite says is the disk's fault, and no stack tells more of it.</summary>
    private static string Describe(Exception exception) => exception is SqliteException fault ? $"SQLite error {fault.SqliteExtendedErrorCode}" : exception.GetType().Name;

    // Once, however often it is tried: a full disk should not get a log that grows.
    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not take records ({Kind}); {Waiting} instances wait in the spool")]
    private partial void LogFailed(string kind, int waiting, Exception? exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database takes records again")]
    private partial void LogRecovered();
}

using System.Threading.Channels;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>Records what the spool reports, in batches, and keeps at it while the database fails: the spool holds what is not recorded yet.</summary>
internal sealed partial class SpoolJournal(RecordsContext context, ILogger<SpoolJournal> log) : ISpoolJournal, IAsyncDisposable
{
    private const int BatchLimit = 512;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>From one batch to the next, so that in a stream the database does not sync as often as the spool does. A lone instance does not wait.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly Channel<SpoolEntry> _queue = Channel.CreateUnbounded<SpoolEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly RecordsIntake _intake = new(context);
    private Task _work = Task.CompletedTask;
    private int _unrecorded;
    private volatile bool _isFailing;
    private volatile bool _isClosing;

    public int Unrecorded => Volatile.Read(ref _unrecorded);

    public bool IsFailing => _isFailing;

    public void Start() => _work = Task.Run(WorkAsync);

    public void Append(SpoolEntry entry)
    {
        Interlocked.Increment(ref _unrecorded);
        _queue.Writer.TryWrite(entry);
    }

    /// <summary>Records what is waiting and ends. A database that fails ends it too: the next start replays the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        _queue.Writer.TryComplete();
        if (_isFailing)
            await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
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
            batch.Clear();
            recorded = TimeProvider.System.GetTimestamp();
        }
    }

    private async Task<bool> TryRecordAsync(List<SpoolEntry> batch)
    {
        while (true)
        {
            try
            {
                await context.Writer.RunAsync(session => batch.ForEach(entry => _intake.Record(session, entry)), CancellationToken.None).ConfigureAwait(false);
                _isFailing = false;
                Interlocked.Add(ref _unrecorded, -batch.Count);
                context.Signals.Raise(RecordsChange.Arrival, RecordsChange.State);
                return true;
            }
            catch (Exception exception)
            {
                _isFailing = true;
                LogFailed(exception, Unrecorded);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not take records; {Waiting} instances wait in the spool")]
    private partial void LogFailed(Exception exception, int waiting);
}

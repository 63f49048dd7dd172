using System.Threading.Channels;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>
/// Writes the answers of one batch while the next ones come in: as many in one transaction as there are when the disk is ready for more. A
/// process that ends in between sends those few again, which does no harm.
/// </summary>
internal sealed partial class DeliveryLedger : IAsyncDisposable
{
    private static readonly BackOff AfterTrouble = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
    private const int Tries = 5;

    private readonly DeliveryStore _deliveries;
    private readonly string _owner;
    private readonly BackOff _again;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<DeliveryAnswer> _answers = Channel.CreateUnbounded<DeliveryAnswer>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<long> _answered = [];
    private readonly Task _writing;

    public DeliveryLedger(DeliveryStore deliveries, string owner, BackOff again, TimeProvider time, ILogger log)
    {
        (_deliveries, _owner, _again, _time, _log) = (deliveries, owner, again, time, log);
        _writing = WriteAsync();
    }

    /// <summary>Takes an answer; there are never more than the batch has instances.</summary>
    public ValueTask AddAsync(DeliveryAnswer answer) => _answers.Writer.WriteAsync(answer);

    /// <summary>Writes what is left and gives back what was never tried.</summary>
    public async Task FinishAsync(IReadOnlyList<DeliveryWork> batch)
    {
        await DisposeAsync().ConfigureAwait(false);
        var untried = batch.Where(work => !_answered.Contains(work.DeliveryId)).ToList();
        if (untried.Count > 0)
            await TryAsync(() => _deliveries.ReleaseAsync(_owner, untried, CancellationToken.None)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _answers.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var results = new List<DeliveryResult>();
        while (await _answers.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            results.Clear();
            while (_answers.Reader.TryRead(out var answer))
            {
                _answered.Add(answer.Work.DeliveryId);
                results.Add(ToResult(answer));
            }

            await TryAsync(() => _deliveries.CompleteAsync(_owner, results, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private DeliveryResult ToResult(DeliveryAnswer answer) => new(
        answer.Work.DeliveryId, answer.State, answer.Status,
        answer.State == DeliveryState.Pending ? _time.GetUtcNow() + _again.After(answer.Work.Attempts + 1) : null,
        answer.IsInDoubt, answer.Comment);

    /// <summary>A database that cannot be written is tried a few times; then the lease runs out and the instances go again.</summary>
    private async Task TryAsync(Func<ValueTask> write)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await write().ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotWritten(_log, exception.GetType().Name, failures);
                if (failures == Tries)
                    return;
                await Task.Delay(AfterTrouble.After(failures), _time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Results of deliveries could not be recorded ({Kind}), try {Attempt}")]
    private static partial void LogNotWritten(ILogger log, string kind, int attempt);
}

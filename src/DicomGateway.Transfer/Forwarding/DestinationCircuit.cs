using Polly;
using Polly.CircuitBreaker;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>
/// Keeps a destination that fails from being tried by everyone all the time: after two failures it is left alone for a while that grows, then
/// one small batch is the probe.
/// </summary>
internal sealed class DestinationCircuit
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<DestinationTrouble?> _pipeline;
    private readonly TimeProvider _time;
    private long _openUntil;

    public DestinationCircuit(BackOff backOff, TimeProvider time, Action<bool, TimeSpan> changed)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<DestinationTrouble?> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<DestinationTrouble?>
            {
                ShouldHandle = new PredicateBuilder<DestinationTrouble?>().HandleResult(trouble => trouble is not null),
                FailureRatio = 0.5,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDurationGenerator = arguments => ValueTask.FromResult(backOff.After(arguments.HalfOpenAttempts + 1)),
                StateProvider = _state,
                OnOpened = arguments =>
                {
                    Volatile.Write(ref _openUntil, (time.GetUtcNow() + arguments.BreakDuration).UtcTicks);
                    changed(false, arguments.BreakDuration);
                    return ValueTask.CompletedTask;
                },
                OnClosed = _ =>
                {
                    changed(true, TimeSpan.Zero);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>No trouble that lasts: batches of any size, all lanes.</summary>
    public bool IsClosed => _state.CircuitState == CircuitState.Closed;

    /// <summary>How long it is to be left alone.</summary>
    public TimeSpan OpenFor
    {
        get
        {
            var left = TimeSpan.FromTicks(Volatile.Read(ref _openUntil)) - TimeSpan.FromTicks(_time.GetUtcNow().UtcTicks);
            return IsClosed || left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    /// <summary>Runs a batch and learns from its result. False when the circuit did not let it through.</summary>
    public async Task<(bool WasTried, DestinationTrouble? Trouble)> ExecuteAsync(
        Func<CancellationToken, Task<DestinationTrouble?>> batch, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await _pipeline.ExecuteAsync(async token => await batch(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
        }
        catch (BrokenCircuitException)
        {
            return (false, null);
        }
    }
}

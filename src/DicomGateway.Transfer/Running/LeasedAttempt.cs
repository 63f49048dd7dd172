using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using Polly;
using Polly.Retry;

namespace DicomGateway.Transfer.Running;

/// <summary>One try to run a study: keeps the lease alive, ends it at the deadline, and tries again at once where the surroundings were not fit for a moment.</summary>
internal sealed class LeasedAttempt : IDisposable
{
    /// <summary>How long a run may take to notice that it is cancelled before its thread is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly StudyStore _studies;
    private readonly StudyWork _work;
    private readonly StudyRunnerOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _end;
    private readonly ITimer _renewal;
    private readonly TimeSpan _limit;

    public LeasedAttempt(StudyStore studies, StudyWork work, StudyRunnerOptions options, TimeProvider time, CancellationToken stopping)
    {
        (_studies, _work, _options, _time) = (studies, work, options, time);
        _limit = options.Deadline + (options.PerInstance * work.Instances.Count);
        _deadline = new CancellationTokenSource(_limit, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, stopping);
        Lease = work.Lease;
        _renewal = time.CreateTimer(_ => _ = RenewAsync(), null, options.Lease / 3, options.Lease / 3);
    }

    /// <summary>The lease as last renewed.</summary>
    public WorkLease Lease { get; private set; }

    public CancellationToken Token => _end.Token;

    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public async Task<PipelineResult> RunAsync(Func<StudyWork, CancellationToken, Task<PipelineResult>> run)
    {
        try
        {
            return await Retrying().ExecuteAsync(
                async token => await run(_work, token).WaitAsync(_limit + Grace, _time, CancellationToken.None).ConfigureAwait(false), Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested)
        {
            throw new TimeoutException("The run took longer than its deadline.");
        }
    }

    public void Dispose()
    {
        _renewal.Dispose();
        _end.Dispose();
        _deadline.Dispose();
    }

    /// <summary>Two quick tries; what lasts longer than that goes back to the queue with a time of its own.</summary>
    private ResiliencePipeline<PipelineResult> Retrying() => new ResiliencePipelineBuilder<PipelineResult> { TimeProvider = _time }
        .AddRetry(new RetryStrategyOptions<PipelineResult>
        {
            ShouldHandle = new PredicateBuilder<PipelineResult>().HandleResult(result => result is PipelineResult.Retry),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    private async Task RenewAsync()
    {
        try
        {
            Lease = await _studies.RenewAsync(_work.Study.StudyId, Lease, _options.Lease, _end.Token).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            await TryCancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The next renewal comes before the lease is over.
        }
    }

    private async Task TryCancelAsync()
    {
        try
        {
            await _end.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The run was over first.
        }
    }
}

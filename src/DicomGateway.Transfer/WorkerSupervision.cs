using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer;

/// <summary>Runs a worker until the node stops. One that ends by itself, which none should, is started again and not left for dead.</summary>
internal sealed partial class WorkerSupervision(TimeProvider time, ILogger<WorkerSupervision> log)
{
    private static readonly BackOff AfterFailure = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    public async Task RunAsync(string name, Func<CancellationToken, Task> worker, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await worker(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogEnded(name, exception.GetType().Name);
            }

            if (!await TryWaitAsync(AfterFailure.After(failures), cancellationToken).ConfigureAwait(false))
                return;
        }
    }

    private async Task<bool> TryWaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Critical, "Worker {Name} ended with {Kind} and is started again")]
    private partial void LogEnded(string name, string kind);
}

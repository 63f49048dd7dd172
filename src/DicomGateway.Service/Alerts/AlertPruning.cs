using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>Takes alerts and messages off record that are old, or more than are kept. What is open, not sent yet, or the last of its kind stays.</summary>
internal sealed partial class AlertPruning(AlertStore store, TimeSpan keep, int keepMost, TimeProvider time, ILogger<AlertPruning> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await PruneAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogFailed(exception.GetType().Name);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    internal async Task PruneAsync(CancellationToken cancellationToken)
    {
        // A little at a time: others want to write, too.
        for (var gone = int.MaxValue; gone > 0;)
            gone = await store.PruneAsync(time.GetUtcNow() - keep, keepMost, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Old alerts could not be taken off record ({Cause}); tried again later")]
    private partial void LogFailed(string cause);
}

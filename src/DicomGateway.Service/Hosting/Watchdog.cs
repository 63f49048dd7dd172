namespace DicomGateway.Service.Hosting;

/// <summary>Whether the process still gets work done: a starved thread pool must not look alive.</summary>
internal sealed class Watchdog(TimeProvider time)
{
    public async Task<bool> IsAliveAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var probe = Task.Run(static () => { }, cancellationToken);
        try
        {
            await probe.WaitAsync(patience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}

namespace DicomGateway.Service.Hosting;

/// <summary>READY once everything has started, signs of life while the node answers, STOPPING when it drains.</summary>
internal sealed class SystemdLifetime(SystemdNotifier notifier, IHostApplicationLifetime lifetime, Watchdog watchdog, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var started = lifetime.ApplicationStarted.Register(notifier.Ready);
        using var stopping = lifetime.ApplicationStopping.Register(notifier.Stopping);
        var interval = SystemdNotifier.WatchdogInterval(Environment.GetEnvironmentVariable("WATCHDOG_USEC"));
        if (!notifier.IsActive || interval is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var timer = new PeriodicTimer(interval.Value / 3, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await watchdog.IsAliveAsync(interval.Value / 3, stoppingToken))
                notifier.Alive();
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

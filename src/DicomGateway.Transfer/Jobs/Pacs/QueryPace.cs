namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>Spreads the queries of one PACS evenly over the minute, whoever sends them: so a restart cannot make a burst of them either.</summary>
internal sealed class QueryPace(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _next;

    /// <summary>Waits for the turn of one more query.</summary>
    /// <param name="perMinute">The limit as it is now; 0 for none.</param>
    /// <param name="cancellationToken">Gives the turn up.</param>
    public async Task WaitAsync(int perMinute, CancellationToken cancellationToken)
    {
        if (perMinute <= 0)
            return;
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + (TimeSpan.FromMinutes(1) / perMinute);
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }
}

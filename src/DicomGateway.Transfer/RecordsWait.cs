namespace DicomGateway.Transfer;

internal static class RecordsWait
{
    /// <summary>Returns with the change, or after the time at the latest: waking is a courtesy, the database is the queue.</summary>
    public static async Task OrAtLatestAfter(this Task change, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        if (longest <= TimeSpan.Zero)
            return;
        try
        {
            await change.WaitAsync(longest, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The longest time is over.
        }
    }

    /// <summary>Until then, but not longer than the other and never less than nothing.</summary>
    public static TimeSpan Until(this TimeProvider time, DateTimeOffset? due, TimeSpan longest)
    {
        if (due is not { } at)
            return longest;
        var left = at - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < longest ? left : longest;
    }
}

using System.Collections.Concurrent;

namespace DicomGateway.Service.Accounts;

/// <summary>Makes guessing slow: after a few failures an account, and an address, must wait, each time twice as long.</summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    private const int Free = 5;
    private const int Most = 10_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> _tallies = new(StringComparer.Ordinal);

    /// <summary>How long to wait before the next try; zero when it may be made now.</summary>
    public TimeSpan WaitOf(params ReadOnlySpan<string> keys)
    {
        var now = time.GetUtcNow();
        var wait = TimeSpan.Zero;
        foreach (var key in keys)
        {
            if (_tallies.TryGetValue(key, out var tally) && tally.Until - now > wait)
                wait = tally.Until - now;
        }

        return wait;
    }

    public void Fail(params ReadOnlySpan<string> keys)
    {
        var now = time.GetUtcNow();
        if (_tallies.Count > Most)
            Forget(now);
        foreach (var key in keys)
            _tallies.AddOrUpdate(key, _ => (1, now), (_, tally) => (tally.Failures + 1, now + WaitAfter(tally.Failures + 1)));
    }

    /// <summary>The right password was given. What comes from the same address for other accounts counts on.</summary>
    public void Succeed(string key) => _tallies.TryRemove(key, out _);

    private static TimeSpan WaitAfter(int failures) =>
        failures < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, failures - Free + 1)));

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in _tallies.Where(entry => now - entry.Value.Until > Longest))
            _tallies.TryRemove(key, out _);
    }
}

using System.Security.Cryptography;

namespace DicomGateway.Transfer;

/// <summary>How long to wait before the next try: doubled each time up to a cap, and spread so that what failed together does not return together.</summary>
internal sealed record BackOff(TimeSpan First, TimeSpan Cap)
{
    private const int MostDoublings = 20;

    /// <summary>Between three quarters of the full time and the full time.</summary>
    /// <param name="failures">Tries that have failed, the last one included; at least 1.</param>
    public TimeSpan After(int failures)
    {
        var doubled = First.Ticks * (double)(1L << Math.Clamp(failures - 1, 0, MostDoublings));
        var full = Math.Min(doubled, Cap.Ticks);
        var spread = RandomNumberGenerator.GetInt32(0, 1000) / 4000.0;
        return TimeSpan.FromTicks((long)(full * (1 - spread)));
    }
}

using System.Diagnostics;

namespace DicomGateway.Scenarios.Peers;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(string what, TimeSpan within, Func<Task<bool>> condition, Func<string>? detail = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > within)
                Assert.Fail($"Not within {within.TotalSeconds} s: {what}. {detail?.Invoke()}");
            await Task.Delay(100);
        }
    }
}

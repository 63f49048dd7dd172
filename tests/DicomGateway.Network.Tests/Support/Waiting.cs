using DicomGateway.Testing;

namespace DicomGateway.Network.Tests.Support;

/// <summary>Lets things happen: on a clock of the test's, or within a bound of real time that only a failing test reaches.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var tooLong = new CancellationTokenSource(Patience);
        while (!condition())
            await Task.Delay(1, tooLong.Token);
    }

    /// <summary>Moves the clock second by second until the task is done; says how far it had to go.</summary>
    public static async Task<TimeSpan> AdvanceUntilAsync(this FakeTimeProvider time, Task task, int mostSeconds, double step = 1)
    {
        var advanced = TimeSpan.Zero;
        await Task.WhenAny(task, Task.Delay(50));
        while (!task.IsCompleted && advanced.TotalSeconds < mostSeconds)
        {
            time.Advance(TimeSpan.FromSeconds(step));
            advanced += TimeSpan.FromSeconds(step);
            await Task.WhenAny(task, Task.Delay(10));
        }

        await task.WaitAsync(Patience);
        return advanced;
    }
}

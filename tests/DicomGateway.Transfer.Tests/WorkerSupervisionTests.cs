using DicomGateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests;

[TestFixture]
internal sealed class WorkerSupervisionTests
{
    [Test]
    public async Task Worker_that_throws_is_started_again_until_the_node_stops()
    {
        var time = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        var starts = 0;
        var run = new WorkerSupervision(time, NullLogger<WorkerSupervision>.Instance).RunAsync(
            "test",
            _ =>
            {
                if (++starts == 3)
                    stop.Cancel();
                throw new InvalidOperationException();
            },
            stop.Token);
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await run;
        Assert.That(starts, Is.EqualTo(3));
    }
}

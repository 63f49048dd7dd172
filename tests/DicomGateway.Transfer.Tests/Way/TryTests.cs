using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>Three tries of a study: what counts as one, and what does not.</summary>
[TestFixture]
internal sealed class TryTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Disk_that_is_full_for_long_is_waited_out_and_not_counted()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        var runs = 0;
        node.BeforeKey = () => throw (++runs < 12 ? new IOException("No space left on device") : new InvalidOperationException());
        await node.SendAsync(0, 1);
        await node.UntilAsync("it failed by itself", async () => await node.StudiesAsync() is [{ Attempts: 1 }], Fast);
        var study = (await node.StudiesAsync()).Single();
        Assert.That((study.Waits, study.State), Is.EqualTo((11 / 3, StudyState.Assembled)), "three quick looks each time");

        node.BeforeKey = static () => { };
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
    }

    [Test]
    public async Task Study_that_fails_by_itself_three_times_is_held()
    {
        await using var node = await FlowNode.StartAsync();
        node.BeforeKey = static () => throw new InvalidOperationException();
        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Held, Fast);
        Assert.That((await node.OpenHoldAsync()).Findings.Single().Code, Is.EqualTo("run.failed"));
    }

    [Test]
    public async Task Service_that_stops_in_the_middle_of_a_run_gives_the_study_back_and_counts_nothing()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        for (var stops = 0; stops < 4; stops++)
        {
            using var reached = new ManualResetEventSlim();
            using var goOn = new ManualResetEventSlim();
            node.BeforeKey = () =>
            {
                reached.Set();
                goOn.Wait();
            };
            if (stops == 0)
                await node.SendAsync(0, 1);
            else
                await node.UpAsync();
            await node.UntilAsync("a run is in the middle", () => Task.FromResult(reached.IsSet));
            var down = node.DownAsync();
            goOn.Set();
            await down;
            node.BeforeKey = static () => { };
            await node.DownAsync(async storage =>
            {
                var study = (await storage.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();
                Assert.That((study.State, study.Attempts, study.Waits), Is.EqualTo((StudyState.Assembled, 0, stops + 1)));
            });
        }

        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Study_over_which_the_process_ends_three_times_is_held_and_can_be_released()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 1);
        await node.DownAsync(async storage =>
            Assert.That(await storage.Records.Studies.TryAssembleAsync(1, node.Time.GetUtcNow(), CancellationToken.None), Is.True));
        for (var crash = 0; crash < 3; crash++)
        {
            using var process = KilledProcess.Start(KilledProcess.ClaimCommand, node.DataFolder, crash);
            Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo("claimed"));
            await process.WaitForExitAsync();
        }

        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Held);
        Assert.That((await node.OpenHoldAsync()).Findings.Single().Code, Is.EqualTo("run.crashed"));
        Assert.That(archive.Stores, Is.Empty);

        await node.ReleaseAsync("the program is another one now");
        await node.UntilStateAsync(StudyState.Forwarded);
    }
}

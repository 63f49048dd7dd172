using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Running;
using DicomGateway.Transfer.Tests.Records;

namespace DicomGateway.Transfer.Tests.Running;

[TestFixture]
internal sealed class LeasedAttemptTests
{
    private static readonly StudyRunnerOptions Options = new() { Deadline = TimeSpan.FromMinutes(10), PerInstance = TimeSpan.Zero, Lease = TimeSpan.FromMinutes(5) };

    [Test]
    public async Task Run_that_does_not_end_is_given_up_even_if_it_does_not_listen()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await ClaimAsync(fixture);
        using var attempt = new LeasedAttempt(fixture.Records.Studies, work, Options, fixture.Time, CancellationToken.None);
        var never = new TaskCompletionSource<PipelineResult>();
        var run = attempt.RunAsync((_, _) => never.Task);
        fixture.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.That(async () => await run.WaitAsync(TimeSpan.FromSeconds(10)), Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public async Task Lease_is_kept_alive_while_the_run_goes_on()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await ClaimAsync(fixture);
        using var attempt = new LeasedAttempt(fixture.Records.Studies, work, Options, fixture.Time, CancellationToken.None);
        for (var renewal = 0; renewal < 5; renewal++)
        {
            var before = attempt.Lease.Expires;
            fixture.Time.Advance(TimeSpan.FromSeconds(100));
            Assert.That(() => attempt.Lease.Expires, Is.GreaterThan(before).After(5000, 10));
        }

        Assert.That(await fixture.Records.Studies.ClaimNextAsync("other", TimeSpan.FromMinutes(5), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Surroundings_that_are_unfit_for_a_moment_cost_no_new_claim()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await ClaimAsync(fixture);
        using var attempt = new LeasedAttempt(fixture.Records.Studies, work, Options, fixture.Time, CancellationToken.None);
        var runs = 0;
        var run = attempt.RunAsync((_, _) => Task.FromResult<PipelineResult>(++runs < 3 ? new PipelineResult.Retry("s", "disk full") : new PipelineResult.Held("s", [])));
        while (!run.IsCompleted)
        {
            // Slower than the run's own steps: a clock that runs ahead of a busy machine would come to the deadline first.
            fixture.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(5);
        }

        Assert.That(await run, Is.InstanceOf<PipelineResult.Held>());
        Assert.That(runs, Is.EqualTo(3));
    }

    private static async Task<StudyWork> ClaimAsync(StorageFixture fixture)
    {
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "content");
        return await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
    }
}

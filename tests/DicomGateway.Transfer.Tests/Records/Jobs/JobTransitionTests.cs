using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Records.Jobs;

internal sealed class JobTransitionTests
{
    [Test]
    public async Task Job_needs_approval_of_somebody_else_where_that_is_asked_for()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var request = new JobRequest(StorageFixture.Project, JobFixture.Pacs, "alice", "trial 7", NeedsAnother: true);
        var jobs = fixture.Records.Jobs;
        var jobId = await jobs.CreateAsync(request, JobFixture.Select("1.2"), CancellationToken.None);

        Assert.That(async () => await jobs.RunAsync(jobId, "bob", CancellationToken.None), Throws.TypeOf<TransitionException>());
        Assert.That(async () => await jobs.ApproveAsync(jobId, "Alice", CancellationToken.None), Throws.TypeOf<TransitionException>());
        Assert.That(await fixture.JobStateAsync(jobId), Is.EqualTo(JobState.Draft));
        await jobs.ApproveAsync(jobId, "bob", CancellationToken.None);
        await jobs.RunAsync(jobId, "alice", CancellationToken.None);

        var job = (await jobs.FindAsync(jobId, CancellationToken.None))!;
        Assert.That((job.State, job.ApprovedBy), Is.EqualTo((JobState.Running, "bob")));
    }

    [Test]
    public async Task Draft_that_needs_nobody_else_runs_at_once()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        Assert.That(await fixture.JobStateAsync(await fixture.RunAsync("1.2")), Is.EqualTo(JobState.Running));
    }

    [Test]
    public async Task Every_change_is_in_the_audit()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var jobId = await fixture.RunAsync("1.2");
        await fixture.Records.Jobs.PauseAsync(jobId, "bob", "night", CancellationToken.None);
        await fixture.Records.Jobs.CancelAsync(jobId, "bob", "wrong list", CancellationToken.None);

        var rows = await fixture.Records.Audit.ListAfterAsync(0, 100, CancellationToken.None);
        Assert.That(
            rows.Select(row => row.Action),
            Is.EqualTo(new[] { "job.preparing", "job.draft", "job.approved", "job.running", "job.paused", "job.cancelled", "job.item.cancelled" }));
        Assert.That(rows.Select(row => row.Actor), Is.EqualTo(new[] { "alice", "alice", "alice", "alice", "bob", "bob", "bob" }));
        Assert.That(await fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Job_without_a_study_is_refused_and_leaves_nothing_to_run()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        Assert.That(async () => await fixture.CreateAsync(), Throws.ArgumentException);
        var job = (await fixture.Records.Jobs.ListAsync(null, 10, CancellationToken.None)).Single();
        Assert.That(job.State, Is.EqualTo(JobState.Cancelled));
    }

    [Test]
    public async Task Study_that_is_there_twice_counts_once()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var jobId = await fixture.CreateAsync("1.2", "1.3", "1.2");
        Assert.That((await fixture.ItemsAsync(jobId)).Select(item => item.Row), Is.EqualTo(new[] { 1, 2 }));
    }

    [TestCase(JobState.Done, JobState.Running)]
    [TestCase(JobState.Cancelled, JobState.Running)]
    [TestCase(JobState.Draft, JobState.Running)]
    [TestCase(JobState.Approved, JobState.Paused)]
    public void Change_that_makes_no_sense_is_not_allowed(JobState from, JobState to) => Assert.That(JobTransitions.IsAllowed(from, to), Is.False);

    [TestCase(JobState.Running, 2, 0, true)]
    [TestCase(JobState.Running, 2, 1, false)]
    [TestCase(JobState.Running, 0, 0, false)]
    [TestCase(JobState.Paused, 2, 0, false)]
    public void Job_of_which_only_held_studies_are_left_waits_for_a_person(JobState state, int held, int delivering, bool waits)
    {
        var job = new JobSummary
        {
            JobId = 1,
            Project = "trial",
            Why = "trial 7",
            State = state,
            StateSince = default,
            CreatedBy = "alice",
            Created = default,
            NeedsAnother = false,
            Items = new Dictionary<JobItemState, int> { [JobItemState.Complete] = 5, [JobItemState.Held] = held, [JobItemState.Delivering] = delivering },
        };
        Assert.That(job.WaitsForPerson, Is.EqualTo(waits));
    }
}

using DicomGateway.Transfer.Records.Exclusions;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Tests.Records.Jobs;

namespace DicomGateway.Transfer.Tests.Records.Exclusions;

internal sealed class ExclusionStoreTests
{
    private const string Judged = "UPDATE jobs SET judges_received = 1 WHERE job_id = 1";

    [Test]
    public async Task Left_out_series_is_accounted_for_and_the_study_ends_with_its_item()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var (jobId, study) = await LeaveOutAsync(fixture);
        Assert.That(await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None), Is.Null);

        var item = (await fixture.ItemsAsync(jobId)).Single();
        Assert.That((item.State, item.Reason), Is.EqualTo((JobItemState.Excluded, "2 of 2 instances were received and left out: excluded by rule thick.")));
        Assert.That((item.Progress.Excluded, item.Progress.Forwarded, item.Progress.Rejected, item.Progress.Missing), Is.EqualTo((2, 0, 0, 0)));
        Assert.That(await fixture.JobStateAsync(jobId), Is.EqualTo(JobState.Done));
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Excluded));
        var ledger = (await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Received, ledger.Excluded, ledger.Balances), Is.EqualTo((2L, 2L, true)));
        var finding = (await fixture.Records.Studies.GetFindingsAsync(study, null, CancellationToken.None)).Single();
        Assert.That(finding.Text, Does.EndWith("excluded by rule thick."));
        Assert.That(await fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Same_verdicts_again_change_nothing_and_others_take_it_in_again()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await ReceiveAsync(fixture);
        var store = fixture.Records.Exclusions;
        for (var again = 0; again < 2; again++)
            Assert.That((await store.ApplyAsync(work.Study.StudyId, work.Lease, Verdict(work, "thick"), CancellationToken.None)).Count, Is.EqualTo(2));
        Assert.That(await fixture.Records.Studies.GetFindingsAsync(work.Study.StudyId, null, CancellationToken.None), Has.Count.EqualTo(1));
        Assert.That(await store.ApplyAsync(work.Study.StudyId, work.Lease, Verdict(work, null), CancellationToken.None), Is.Empty);
        Assert.That((await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single().Pending, Is.EqualTo(2));
    }

    [Test]
    public async Task Job_that_wants_what_was_left_out_has_the_study_run_again()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await LeaveOutAsync(fixture);
        await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None);
        await DeliverAsync(fixture);
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Assembled));
        var work = (await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None))!;
        Assert.That(work.Instances, Has.Count.EqualTo(2));
        Assert.That(await fixture.Records.Exclusions.ApplyAsync(work.Study.StudyId, work.Lease, [], CancellationToken.None), Is.Empty, "the new job lets it through");
    }

    [Test]
    public async Task Job_that_comes_after_the_originals_have_gone_ends_with_a_gap_that_says_so()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await LeaveOutAsync(fixture);
        await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None);
        await fixture.ExecuteSqlAsync("UPDATE instances SET bytes_state = 3");
        var jobId = await DeliverAsync(fixture);
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Excluded));
        await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None);
        var item = (await fixture.ItemsAsync(jobId)).Single();
        Assert.That((item.State, item.Reason), Is.EqualTo((JobItemState.Gap, "2 instances had been left out by the rules of other jobs, and their originals were deleted after their time (retention.rejected).")));
        Assert.That(await fixture.JobStateAsync(jobId), Is.EqualTo(JobState.DoneWithGaps));
    }

    [Test]
    public async Task Job_that_came_while_the_study_was_being_run_gets_what_was_left_out_all_the_same()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await ReceiveAsync(fixture);
        await fixture.Records.Exclusions.ApplyAsync(work.Study.StudyId, work.Lease, Verdict(work, "thick"), CancellationToken.None);
        var jobId = await DeliverAsync(fixture);
        await fixture.Records.Studies.ExcludeAsync(work.Study.StudyId, work.Lease, CancellationToken.None);
        await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None);
        Assert.That((await fixture.ItemsAsync(1)).Single().State, Is.EqualTo(JobItemState.Excluded));
        Assert.That((await fixture.ItemsAsync(jobId)).Single().State, Is.EqualTo(JobItemState.Delivering));
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Assembled));
        var again = (await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None))!;
        Assert.That(await fixture.Records.Exclusions.ApplyAsync(again.Study.StudyId, again.Lease, [], CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Rules_of_a_job_that_came_while_the_study_was_being_run_are_asked_at_rest()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await ReceiveAsync(fixture);
        await fixture.Records.Exclusions.ApplyAsync(work.Study.StudyId, work.Lease, Verdict(work, "thick"), CancellationToken.None);
        var jobId = await DeliverAsync(fixture);
        await fixture.ExecuteSqlAsync("UPDATE jobs SET judges_received = 1 WHERE job_id = 2");
        await fixture.Records.Studies.ExcludeAsync(work.Study.StudyId, work.Lease, CancellationToken.None);
        Assert.That(await fixture.Records.Exclusions.FindUnjudgedAsync(10, CancellationToken.None), Is.EqualTo(new[] { work.Study.StudyId }));

        await fixture.Records.Exclusions.RecordAsync(Verdict(work, "thick", item: 2), CancellationToken.None);
        await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None);
        Assert.That((await fixture.ItemsAsync(jobId)).Single().State, Is.EqualTo(JobItemState.Excluded));
    }

    [Test]
    public async Task Original_that_has_gone_is_not_taken_in_again_with_the_others()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await LeaveOutAsync(fixture);
        await fixture.ExecuteSqlAsync("UPDATE instances SET bytes_state = 3 WHERE instance_id = (SELECT MIN(instance_id) FROM instances)");
        await DeliverAsync(fixture);
        var work = (await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None))!;
        Assert.That(await fixture.Records.Exclusions.ApplyAsync(work.Study.StudyId, work.Lease, [], CancellationToken.None), Has.Count.EqualTo(1));
        var ledger = (await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Pending, ledger.Excluded, ledger.Balances), Is.EqualTo((1L, 1L, true)));
    }

    [Test]
    public async Task Item_whose_rules_nobody_has_asked_is_not_settled()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await ReceiveAsync(fixture);
        await fixture.SealAsync(work);
        await fixture.Records.Studies.TryQueueAsync(work.Study.StudyId, work.Lease, [], CancellationToken.None);
        await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None);
        Assert.That((await fixture.ItemsAsync(1)).Single().State, Is.EqualTo(JobItemState.Delivering));
        Assert.That(await fixture.Records.Exclusions.FindUnjudgedAsync(10, CancellationToken.None), Is.EqualTo(new[] { work.Study.StudyId }));

        await fixture.Records.Exclusions.RecordAsync(Verdict(work, "thick"), CancellationToken.None);
        await fixture.Records.JobItems.SettleAsync(0, 10, CancellationToken.None);
        Assert.That((await fixture.ItemsAsync(1)).Single().State, Is.EqualTo(JobItemState.Excluded), "it has gone out for others, and not for this job");
    }

    private static async Task<(long JobId, long StudyId)> LeaveOutAsync(StorageFixture fixture)
    {
        var work = await ReceiveAsync(fixture);
        await fixture.Records.Exclusions.ApplyAsync(work.Study.StudyId, work.Lease, Verdict(work, "thick"), CancellationToken.None);
        await fixture.Records.Studies.ExcludeAsync(work.Study.StudyId, work.Lease, CancellationToken.None);
        return (1, work.Study.StudyId);
    }

    /// <summary>Job 1 has rules on what is received; its study has come and is being run.</summary>
    private static async Task<StudyWork> ReceiveAsync(StorageFixture fixture)
    {
        await fixture.RunAsync("1.2.3");
        await fixture.ExecuteSqlAsync(Judged);
        var item = (await fixture.ClaimAsync())!;
        await fixture.ListedAsync(item, "1.2.3.1.1", "1.2.3.1.2");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1.1", "one");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1.2", "two");
        await fixture.EndAsync(item, JobItemState.Delivering);
        return (await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None))!;
    }

    /// <summary>Another job, without rules, has the same study.</summary>
    private static async Task<long> DeliverAsync(StorageFixture fixture)
    {
        var jobId = await fixture.RunAsync("1.2.3");
        var item = (await fixture.ClaimAsync())!;
        await fixture.ListedAsync(item, "1.2.3.1.1", "1.2.3.1.2");
        await fixture.EndAsync(item, JobItemState.Delivering);
        return jobId;
    }

    private static ItemVerdicts[] Verdict(StudyWork work, string? rule, long item = 1) =>
        [new(item, new Dictionary<string, SeriesVerdict> { [work.Instances[0].SeriesHash] = new(rule, IsUnknown: false) })];
}

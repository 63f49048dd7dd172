using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Records.States;

internal sealed class StudyStateTests
{
    [Test]
    public async Task Assembly_waits_when_an_instance_came_meanwhile()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var seen = await fixture.SingleStudyAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "two");

        Assert.That(await fixture.Records.Studies.TryAssembleAsync(seen.StudyId, seen.LastReceived, CancellationToken.None), Is.False);
        Assert.That(await fixture.Records.Studies.FindIdleAsync(StorageFixture.Project, seen.LastReceived, 10, CancellationToken.None), Is.Empty);
        Assert.That(
            await fixture.Records.Studies.FindIdleAsync(StorageFixture.Project, fixture.Time.GetUtcNow(), 10, CancellationToken.None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Late_instance_during_a_run_opens_the_study_again_after_it()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var work = await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "late");
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Processing));

        await fixture.SealAsync(work);

        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Receiving));
        Assert.That(
            async () => await fixture.Records.Studies.TryQueueAsync(work.Study.StudyId, work.Lease, ["archive"], CancellationToken.None),
            Throws.TypeOf<LeaseLostException>());
    }

    [Test]
    public async Task Late_instance_after_forwarding_runs_the_study_again_and_sends_only_what_is_new()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var studyId = (await fixture.SingleStudyAsync()).StudyId;
        await RunAsync(fixture, studyId);
        await fixture.DeliverAsync("archive");
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Forwarded));

        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "late");
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Receiving));
        await RunAsync(fixture, studyId);

        var claimed = await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 10, CancellationToken.None);
        Assert.That(claimed, Has.Count.EqualTo(1));
        Assert.That((await fixture.SingleStudyAsync()).Revision, Is.EqualTo(2));
    }

    [Test]
    public async Task Release_makes_findings_approvals_of_the_next_run()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var studyId = await fixture.HeldStudyAsync();
        var hold = (await fixture.Records.Holds.ListOpenAsync(null, 10, CancellationToken.None)).Single();
        Assert.That(hold.Findings.Single().Code, Is.EqualTo("patient.several"));

        await fixture.Records.Holds.ReleaseAsync(studyId, "alice", "checked by hand", CancellationToken.None);
        var work = await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That(work!.Approvals.Select(one => (one.Code, one.By, one.Why)), Is.EqualTo(new[] { ("patient.several", "alice", "checked by hand") }));
        Assert.That(work.Study.Revision, Is.EqualTo(2));
        var audit = await fixture.Records.Audit.ListAsync(studyId, CancellationToken.None);
        Assert.That(audit.Single(row => row.Actor == "alice").Detail, Does.Contain("checked by hand"));
    }

    [Test]
    public async Task Release_covers_the_instances_of_the_run_that_was_held_and_none_that_came_later()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var studyId = await fixture.HeldStudyAsync();
        await fixture.Records.Holds.ReleaseAsync(studyId, "alice", "checked by hand", CancellationToken.None);
        await fixture.ReceiveAsync("1.2.9", "1.2.9.2", "late");

        var work = await fixture.AssembleAndClaimAsync(studyId);

        Assert.That(work.Instances.Select(instance => work.Approvals.Single().Covers(instance)), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Rejected_study_stays_rejected_and_a_late_instance_is_held()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var studyId = await fixture.HeldStudyAsync();
        await fixture.Records.Holds.RejectAsync(studyId, "bob", "wrong patient", CancellationToken.None);
        await fixture.ReceiveAsync("1.2.9", "1.2.9.2", "late");

        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
        await fixture.Records.Holds.ReleaseAsync(studyId, "bob", "only the new one", CancellationToken.None);
        var work = await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That(work!.Instances, Has.Count.EqualTo(1));
        var ledger = (await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Received, ledger.Rejected, ledger.Pending, ledger.Balances), Is.EqualTo((2L, 1L, 1L, true)));
    }

    [Test]
    public async Task Decision_without_a_reason_is_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var studyId = await fixture.HeldStudyAsync();
        Assert.That(async () => await fixture.Records.Holds.ReleaseAsync(studyId, "alice", " ", CancellationToken.None), Throws.ArgumentException);
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
    }

    [Test]
    public async Task Lease_that_ran_out_goes_to_the_next_worker_and_the_first_one_may_not_report()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var first = await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        Assert.That(await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None), Is.Null);
        fixture.Time.Advance(TimeSpan.FromMinutes(6));

        var second = await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.That(second!.Study.Revision, Is.EqualTo(2));
        Assert.That(async () => await fixture.HoldAsync(first), Throws.TypeOf<LeaseLostException>());
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Processing));
    }

    [Test]
    public async Task Retry_is_not_due_before_its_time()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var work = await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        var next = fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await fixture.Records.Studies.RetryLaterAsync(
            work.Study.StudyId, work.Lease, new StudyRetry("inspection", "InvalidOperationException", next, Counts: true), CancellationToken.None);

        Assert.That(await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None), Is.Null);
        Assert.That(await fixture.Records.Studies.GetNextDueAsync(CancellationToken.None), Is.EqualTo(next));
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.That(again!.Study.Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task Lease_of_a_process_that_ended_counts_as_its_crash_and_one_of_our_own_does_not()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);

        fixture.Time.Advance(TimeSpan.FromMinutes(6));
        var ours = await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.That((ours!.Study.Attempts, ours.Study.Crashes, ours.Study.Waits), Is.EqualTo((0, 0, 1)));

        fixture.Time.Advance(TimeSpan.FromMinutes(6));
        var others = await fixture.Records.Studies.ClaimNextAsync("another", TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.That((others!.Study.Attempts, others.Study.Crashes, others.Study.Waits), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public async Task Study_over_which_a_process_ended_runs_alone()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        foreach (var study in (string[])["1.2.1", "1.2.2", "1.2.3"])
            await fixture.ReceiveAsync(study, study + ".1", study);
        for (var studyId = 1; studyId <= 3; studyId++)
            await fixture.Records.Studies.TryAssembleAsync(studyId, fixture.Time.GetUtcNow(), CancellationToken.None);
        ValueTask<StudyWork?> ClaimAsync() => fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None);

        var running = await ClaimAsync();
        await fixture.ExecuteSqlAsync("UPDATE studies SET attempts = 1, crashes = 1 WHERE study_id = 2");
        Assert.That(await ClaimAsync(), Is.Null, "it waits until the others have ended");
        await fixture.HoldAsync(running!);
        var alone = await ClaimAsync();
        Assert.That(alone!.Study.StudyId, Is.EqualTo(2));
        Assert.That(await ClaimAsync(), Is.Null, "and the others wait for it");
        await fixture.HoldAsync(alone);
        Assert.That((await ClaimAsync())!.Study.StudyId, Is.EqualTo(3));
    }

    [Test]
    public async Task Only_a_process_that_did_not_end_as_it_should_counts_against_what_it_ran()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        using var killed = new TestFolder();
        TestFolder.Copy(fixture.DataFolder, killed.Path);

        await fixture.ReopenAsync();
        var study = await fixture.SingleStudyAsync();
        Assert.That((study.State, study.Attempts, study.Crashes), Is.EqualTo((StudyState.Assembled, 0, 0)));

        await using var after = await fixture.OpenOtherAsync(killed.Path);
        study = (await after.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();
        Assert.That((study.State, study.Attempts, study.Crashes), Is.EqualTo((StudyState.Assembled, 1, 1)));
    }

    [Test]
    public async Task Process_that_ended_over_its_disk_does_not_count_against_what_it_ran()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        using var left = new TestFolder();
        TestFolder.Copy(fixture.DataFolder, left.Path);
        await File.WriteAllBytesAsync(Path.Combine(left.Path, "records", RecordsFile.Name + RecordsOpening.OpenMark), RecordsOpening.EndedOverDisk);

        await using var after = await fixture.OpenOtherAsync(left.Path);
        var study = (await after.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();
        Assert.That((study.State, study.Attempts, study.Crashes), Is.EqualTo((StudyState.Assembled, 0, 0)));
    }

    [Test]
    public async Task Tries_are_forgotten_when_the_study_is_sealed_or_released()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ExecuteSqlAsync("UPDATE studies SET attempts = 2, crashes = 1, waits = 5");
        var work = await fixture.AssembleAndClaimAsync(1);
        Assert.That((work.Study.Attempts, work.Study.Crashes, work.Study.Waits), Is.EqualTo((0, 0, 0)), "assembled anew");
        await fixture.ExecuteSqlAsync("UPDATE studies SET attempts = 2, crashes = 1, waits = 5");
        await fixture.SealAsync(work);
        var study = await fixture.SingleStudyAsync();
        Assert.That((study.Attempts, study.Crashes, study.Waits), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task Manifest_that_forgets_an_instance_is_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "two");
        var work = await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);

        Assert.That(async () => await fixture.SealAsync(work with { Instances = [work.Instances[0]] }), Throws.ArgumentException);
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Processing));
    }

    [Test]
    public async Task Restart_takes_running_studies_and_leased_deliveries_back()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ReceiveAsync("1.2.4", "1.2.4.1", "two");
        var studies = await fixture.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None);
        await RunAsync(fixture, studies[0].StudyId);
        await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromHours(1), 10, CancellationToken.None);
        await fixture.AssembleAndClaimAsync(studies[1].StudyId);

        await fixture.ReopenAsync();

        Assert.That((await fixture.Records.Studies.FindAsync(studies[1].StudyId, CancellationToken.None))!.State, Is.EqualTo(StudyState.Assembled));
        var claimed = await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromHours(1), 10, CancellationToken.None);
        Assert.That(claimed.Single().IsInDoubt, Is.True);
    }

    [Test]
    public void Every_state_has_its_way_out_but_forwarded_and_rejected_go_nowhere_by_themselves()
    {
        var states = Enum.GetValues<StudyState>();
        Assert.That(states.Where(from => !states.Any(to => StudyTransitions.IsAllowed(from, to))), Is.Empty);
        Assert.That(states.Where(to => StudyTransitions.IsAllowed(StudyState.Forwarded, to)), Is.EquivalentTo(new[] { StudyState.Receiving, StudyState.Held, StudyState.Forwarding, StudyState.Committed }));
        Assert.That(states.Where(to => StudyTransitions.IsAllowed(StudyState.Committed, to)), Is.EqualTo(new[] { StudyState.Receiving }));
        Assert.That(states.Where(to => StudyTransitions.IsAllowed(StudyState.Rejected, to)), Is.EqualTo(new[] { StudyState.Held }));
        Assert.That(states.Where(from => StudyTransitions.IsAllowed(from, StudyState.Forwarding)), Is.EqualTo(new[] { StudyState.Held, StudyState.Inspected, StudyState.Forwarded }));
    }

    private static async Task RunAsync(StorageFixture fixture, long studyId)
    {
        var work = await fixture.AssembleAndClaimAsync(studyId);
        await fixture.SealAsync(work);
        Assert.That(await fixture.Records.Studies.TryQueueAsync(studyId, work.Lease, ["archive"], CancellationToken.None), Is.True);
    }
}

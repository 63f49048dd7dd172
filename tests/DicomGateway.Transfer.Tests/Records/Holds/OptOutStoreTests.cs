using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Records.Holds;

internal sealed class OptOutStoreTests
{
    [Test]
    public async Task Withdrawal_lets_a_study_run_again_that_was_held_for_nothing_else()
    {
        await using var fixture = await HeldForObjectionAsync();
        Assert.That(await WithdrawAsync(fixture, null), Is.EqualTo(1));
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Assembled));
        var hold = (await fixture.Records.Holds.ListAsync(1, CancellationToken.None)).Single();
        Assert.That((hold.Decision, hold.DecidedBy, hold.Why), Is.EqualTo((HoldDecision.Withdrawn, "alice", "letter of 4 May")));

        var work = (await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None))!;
        Assert.That(work.Approvals, Is.Empty, "a withdrawal approves of nothing");
        await fixture.SealAsync(work);
        Assert.That(await fixture.Records.Studies.TryQueueAsync(1, work.Lease, ["archive"], CancellationToken.None), Is.True);
        await fixture.DeliverAsync("archive");
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Forwarded));
        Assert.That((await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single().Balances, Is.True);
        Assert.That(await fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Study_stays_held_while_another_entry_names_its_patient()
    {
        await using var fixture = await HeldForObjectionAsync();
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", "HOSPITAL", "alice", "another letter", CancellationToken.None);
        Assert.That(await WithdrawAsync(fixture, null), Is.Zero, "the study has no issuer: it may be that patient");
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
        Assert.That(await WithdrawAsync(fixture, "HOSPITAL"), Is.EqualTo(1));
    }

    [Test]
    public async Task Study_that_is_held_for_something_else_stays_held()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.HeldStudyAsync();
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", null, "alice", "letter of 3 May", CancellationToken.None);
        Assert.That(await WithdrawAsync(fixture, null), Is.Zero);
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
    }

    [Test]
    public async Task Entry_that_is_not_there_cannot_be_withdrawn_and_leaves_no_trace()
    {
        await using var fixture = await HeldForObjectionAsync();
        Assert.That(await WithdrawAsync(fixture, "HOSPITAL"), Is.Null);
        Assert.That((await fixture.Records.Audit.ListAfterAsync(0, 100, CancellationToken.None)).Select(row => row.Action), Has.None.EqualTo("optout.withdrawn"));
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
    }

    [Test]
    public async Task Objection_without_issuer_stops_the_patient_of_every_issuer_and_one_with_issuer_only_that()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", null, "alice", "letter", CancellationToken.None);
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P2", "ELSEWHERE", "alice", "letter", CancellationToken.None);
        Assert.That(await IsQueuedAsync(fixture, "P1"), Is.False);
        Assert.That(await IsQueuedAsync(fixture, "P2"), Is.True);
    }

    [Test]
    public async Task Refused_deliveries_of_a_patient_who_objected_are_not_queued_again()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        Assert.That(await IsQueuedAsync(fixture, "P1"), Is.True);
        await fixture.DeliverAsync("archive", DeliveryState.Failed);
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", null, "alice", "letter", CancellationToken.None);
        Assert.That(async () => await fixture.Records.Deliveries.RequeueFailedAsync(1, "bob", "again", CancellationToken.None), Throws.TypeOf<TransitionException>());
    }

    private static async Task<bool> IsQueuedAsync(StorageFixture fixture, string patient)
    {
        var spooled = await fixture.ReceiveAsync("1.2." + patient[1..], patient[1..] + ".1", patient, patient, issuer: "HOSPITAL");
        var work = await fixture.AssembleAndClaimAsync((await fixture.Records.Instances.FindAsync(spooled.InstanceId, CancellationToken.None))!.StudyId);
        await fixture.SealAsync(work);
        return await fixture.Records.Studies.TryQueueAsync(work.Study.StudyId, work.Lease, ["archive"], CancellationToken.None);
    }

    private static async Task<StorageFixture> HeldForObjectionAsync()
    {
        var fixture = await StorageFixture.OpenAsync();
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", null, "alice", "letter of 3 May", CancellationToken.None);
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var work = await fixture.AssembleAndClaimAsync(1);
        await fixture.SealAsync(work);
        Assert.That(await fixture.Records.Studies.TryQueueAsync(1, work.Lease, ["archive"], CancellationToken.None), Is.False);
        return fixture;
    }

    private static async Task<int?> WithdrawAsync(StorageFixture fixture, string? issuer) =>
        await fixture.Records.OptOuts.WithdrawAsync(StorageFixture.Project, "P1", issuer, "alice", "letter of 4 May", CancellationToken.None);
}

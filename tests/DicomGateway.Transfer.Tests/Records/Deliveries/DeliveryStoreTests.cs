using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Records.Deliveries;

internal sealed class DeliveryStoreTests
{
    [Test]
    public async Task Refused_delivery_holds_the_study_until_a_person_queues_it_again()
    {
        await using var fixture = await QueuedAsync("first", "second");
        await fixture.DeliverAsync("first");
        await fixture.DeliverAsync("second", DeliveryState.Failed);
        var studyId = (await fixture.SingleStudyAsync()).StudyId;
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
        Assert.That((await fixture.Records.Holds.ListAsync(studyId, CancellationToken.None)).Single().Findings.Single().Code, Is.EqualTo("delivery.failed"));

        Assert.That(await fixture.Records.Deliveries.RequeueFailedAsync(studyId, "alice", "archive was wrong", CancellationToken.None), Is.EqualTo(2));
        await fixture.DeliverAsync("second", DeliveryState.Warning);

        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Forwarded));
        var counts = await fixture.Records.Deliveries.CountAsync(CancellationToken.None);
        Assert.That(counts.Select(one => (one.Destination, one.Sent, one.Warnings, one.Failed)), Is.EqualTo(new[] { ("first", 2L, 0L, 0L), ("second", 0L, 2L, 0L) }));
    }

    [Test]
    public async Task Delivery_to_try_again_waits_for_its_time()
    {
        await using var fixture = await QueuedAsync("archive");
        var claimed = await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 10, CancellationToken.None);
        var next = fixture.Time.GetUtcNow() + TimeSpan.FromSeconds(30);
        await fixture.Records.Deliveries.CompleteAsync(
            "sender", [.. claimed.Select(one => new DeliveryResult(one.DeliveryId, DeliveryState.Pending, 0xA700, next))], CancellationToken.None);

        Assert.That(await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 10, CancellationToken.None), Is.Empty);
        Assert.That(await fixture.Records.Deliveries.GetNextDueAsync("archive", CancellationToken.None), Is.EqualTo(next));
        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        var again = await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 1, CancellationToken.None);
        Assert.That(again.Single().Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task Success_reported_after_the_lease_ran_out_counts_and_a_failure_does_not()
    {
        await using var fixture = await QueuedAsync("archive");
        var claimed = await fixture.Records.Deliveries.ClaimAsync("archive", "slow", TimeSpan.FromMinutes(1), 10, CancellationToken.None);
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        var taken = await fixture.Records.Deliveries.ClaimAsync("archive", "quick", TimeSpan.FromMinutes(1), 10, CancellationToken.None);
        Assert.That(taken, Has.Count.EqualTo(2).And.All.Property(nameof(DeliveryWork.IsInDoubt)).True);

        await fixture.Records.Deliveries.CompleteAsync(
            "slow",
            [new DeliveryResult(claimed[0].DeliveryId, DeliveryState.Sent, 0), new DeliveryResult(claimed[1].DeliveryId, DeliveryState.Failed, 0xC000)],
            CancellationToken.None);

        var states = await fixture.Records.Deliveries.ListAsync((await fixture.SingleStudyAsync()).StudyId, CancellationToken.None);
        Assert.That(states.Select(one => one.State), Is.EqualTo(new[] { DeliveryState.Sent, DeliveryState.Leased }));
    }

    [Test]
    public async Task Objection_of_the_patient_stops_what_has_not_gone_out()
    {
        await using var fixture = await QueuedAsync("archive");

        var held = await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", null, "alice", "letter of 3 May", CancellationToken.None);

        Assert.That(held, Is.EqualTo(1));
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
        Assert.That(await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 10, CancellationToken.None), Is.Empty);
        Assert.That(await fixture.Records.OptOuts.HasEntryAsync(StorageFixture.Project, " P1", null, CancellationToken.None), Is.True);
        Assert.That(await fixture.Records.OptOuts.HasEntryAsync(StorageFixture.Project, "P1", "HOSPITAL", CancellationToken.None), Is.False, "an entry of its own");
        Assert.That(await fixture.Records.OptOuts.HasEntryAsync("other", "P1", null, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Objection_before_queueing_holds_the_study()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", null, "alice", "letter", CancellationToken.None);
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var work = await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        await fixture.SealAsync(work);

        Assert.That(await fixture.Records.Studies.TryQueueAsync(work.Study.StudyId, work.Lease, ["archive"], CancellationToken.None), Is.False);
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Held));
        Assert.That((await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single().Held, Is.EqualTo(1));
    }

    private static async Task<StorageFixture> QueuedAsync(params string[] destinations)
    {
        var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "two");
        var work = await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        await fixture.SealAsync(work);
        await fixture.Records.Studies.TryQueueAsync(work.Study.StudyId, work.Lease, destinations, CancellationToken.None);
        return fixture;
    }
}

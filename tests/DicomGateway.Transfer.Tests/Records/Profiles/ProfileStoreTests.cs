using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Records.Profiles;

internal sealed class ProfileStoreTests
{
    private static readonly ProfileRecord Other = new(new string('c', 64), "other", "{\"x\":1}");

    [Test]
    public async Task Study_keeps_the_version_from_its_first_queueing_on_and_its_timeline_names_it()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var first = await RunAsync(fixture, "1.2.3.1", StorageFixture.Profile);
        Assert.That(first.KeptProfile, Is.Null);
        await fixture.DeliverAsync("archive");

        var second = await RunAsync(fixture, "1.2.3.2", Other);

        Assert.That(second.KeptProfile, Is.EqualTo(StorageFixture.Profile));
        Assert.That((await fixture.SingleStudyAsync()).KeptProfile, Is.EqualTo(StorageFixture.Profile.Label));
        var timeline = await fixture.Records.Audit.ListAsync(second.Study.StudyId, CancellationToken.None);
        Assert.That(timeline.Last(row => row.Action == "study.processing").Detail, Does.Contain(StorageFixture.Profile.Label));
        Assert.That(timeline.First(row => row.Action == "study.inspected").Detail, Does.Contain(StorageFixture.Profile.Label));
    }

    [Test]
    public async Task Every_version_is_kept_once_and_cannot_be_changed()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await RunAsync(fixture, "1.2.3.1", StorageFixture.Profile);
        await RunAsync(fixture, "1.2.3.2", StorageFixture.Profile);
        await RunAsync(fixture, "1.2.3.3", Other);

        var kept = await fixture.Records.Profiles.ListAsync(CancellationToken.None);

        Assert.That(kept.Select(use => (use.Profile, use.Studies)), Is.EquivalentTo(new[] { (StorageFixture.Profile, 1L), (Other, 0L) }));
        Assert.That(async () => await fixture.ExecuteSqlAsync("UPDATE profiles SET content = ''"), Throws.Exception.With.Message.Contains("kept"));
        Assert.That(async () => await fixture.ExecuteSqlAsync("DELETE FROM profiles WHERE name = 'other'"), Throws.Exception.With.Message.Contains("kept"));
    }

    [Test]
    public async Task Study_that_was_held_and_never_queued_is_free()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var studyId = await fixture.HeldStudyAsync();
        await fixture.Records.Holds.ReleaseAsync(studyId, "alice", "checked", CancellationToken.None);
        Assert.That((await ClaimAsync(fixture)).KeptProfile, Is.Null);
    }

    [Test]
    public async Task Study_of_which_every_instance_was_refused_is_free_again()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await RunAsync(fixture, "1.2.3.1", StorageFixture.Profile);
        await fixture.DeliverAsync("archive", DeliveryState.Failed);
        await fixture.Records.Holds.ReleaseAsync(work.Study.StudyId, "alice", "the profile is better now", CancellationToken.None);
        Assert.That((await ClaimAsync(fixture)).KeptProfile, Is.Null);
    }

    [Test]
    public async Task Study_with_one_instance_at_one_destination_keeps_its_version_for_all()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await RunAsync(fixture, "1.2.3.1", StorageFixture.Profile, "first", "second");
        await fixture.DeliverAsync("first");
        await fixture.DeliverAsync("second", DeliveryState.Failed);
        await fixture.Records.Holds.ReleaseAsync(work.Study.StudyId, "alice", "again", CancellationToken.None);
        Assert.That((await ClaimAsync(fixture)).KeptProfile, Is.EqualTo(StorageFixture.Profile));
    }

    [Test]
    public async Task Instance_that_once_went_out_without_an_answer_binds_though_it_was_refused_later()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await RunAsync(fixture, "1.2.3.1", StorageFixture.Profile);
        var sent = (await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 1, CancellationToken.None)).Single();
        await fixture.Records.Deliveries.CompleteAsync(
            "sender", [new DeliveryResult(sent.DeliveryId, DeliveryState.Pending, null, fixture.Time.GetUtcNow(), IsInDoubt: true)], CancellationToken.None);
        await fixture.DeliverAsync("archive", DeliveryState.Failed);
        await fixture.Records.Holds.ReleaseAsync(work.Study.StudyId, "alice", "again", CancellationToken.None);
        Assert.That((await ClaimAsync(fixture)).KeptProfile, Is.EqualTo(StorageFixture.Profile));
    }

    [Test]
    public async Task Instance_that_was_under_way_when_the_patient_objected_binds()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await RunAsync(fixture, "1.2.3.1", StorageFixture.Profile);
        await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 1, CancellationToken.None);
        await fixture.Records.OptOuts.AddAsync(StorageFixture.Project, "P1", null, "alice", "letter", CancellationToken.None);
        await fixture.Records.OptOuts.WithdrawAsync(StorageFixture.Project, "P1", null, "alice", "letter", CancellationToken.None);
        Assert.That((await ClaimAsync(fixture)).Study.StudyId, Is.EqualTo(work.Study.StudyId));
        Assert.That((await fixture.SingleStudyAsync()).KeptProfile, Is.EqualTo(StorageFixture.Profile.Label));
    }

    [Test]
    public async Task Refused_deliveries_that_are_queued_again_bind_again()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var work = await RunAsync(fixture, "1.2.3.1", StorageFixture.Profile);
        await fixture.DeliverAsync("archive", DeliveryState.Failed);
        await fixture.Records.Holds.ReleaseAsync(work.Study.StudyId, "alice", "again", CancellationToken.None);
        await fixture.HoldAsync(await ClaimAsync(fixture));
        Assert.That((await fixture.SingleStudyAsync()).KeptProfile, Is.Null);

        await fixture.Records.Deliveries.RequeueFailedAsync(work.Study.StudyId, "alice", "the archive takes it now", CancellationToken.None);

        Assert.That((await fixture.SingleStudyAsync()).KeptProfile, Is.EqualTo(StorageFixture.Profile.Label));
    }

    private static async Task<StudyWork> RunAsync(StorageFixture fixture, string instance, ProfileRecord profile, params string[] destinations)
    {
        await fixture.ReceiveAsync("1.2.3", instance, instance);
        var work = await fixture.AssembleAndClaimAsync((await fixture.SingleStudyAsync()).StudyId);
        await fixture.SealAsync(work, profile);
        await fixture.Records.Studies.TryQueueAsync(work.Study.StudyId, work.Lease, destinations is [] ? ["archive"] : destinations, CancellationToken.None);
        return work;
    }

    private static async Task<StudyWork> ClaimAsync(StorageFixture fixture) =>
        (await fixture.Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None))!;
}

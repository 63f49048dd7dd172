using DicomGateway.Transfer.Records.Rejections;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Records.Rejections;

/// <summary>A note that comes with one study while another, whose instances it names, is anywhere between its run and its last delivery.</summary>
[TestFixture]
internal sealed class RejectionStoreTests
{
    private const string Study = "1.2.3";
    private StorageFixture _fixture = null!;
    private long _study;
    private long _noteStudy;

    [SetUp]
    public async Task Open()
    {
        _fixture = await StorageFixture.OpenAsync();
        foreach (var uid in new[] { "1.2.3.1", "1.2.3.2", "1.2.3.3", "1.2.3.4" })
            await _fixture.ReceiveAsync(Study, uid, uid);
        _study = (await _fixture.SingleStudyAsync()).StudyId;
        await _fixture.ReceiveAsync("1.2.4", "1.2.4.1", "note");
        _noteStudy = (await _fixture.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Max(study => study.StudyId);
    }

    [TearDown]
    public async Task Close() => await _fixture.DisposeAsync();

    [Test]
    public async Task Study_that_is_being_run_does_not_go_out_with_what_is_rejected_meanwhile()
    {
        var work = await _fixture.AssembleAndClaimAsync(_study);
        await RejectAsync("1.2.3.1");
        await _fixture.SealAsync(work with { Instances = [.. work.Instances] });

        Assert.That(async () => await _fixture.Records.Studies.TryQueueAsync(_study, work.Lease, ["archive"], CancellationToken.None), Throws.TypeOf<LeaseLostException>());
        Assert.That(await StateAsync(), Is.EqualTo(StudyState.Receiving));
        var again = await _fixture.AssembleAndClaimAsync(_study);
        Assert.That(again.Instances, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Study_that_is_sealed_and_not_queued_is_run_again()
    {
        var work = await _fixture.AssembleAndClaimAsync(_study);
        await _fixture.SealAsync(work);
        await RejectAsync("1.2.3.1", "1.2.3.2");

        Assert.That(async () => await _fixture.Records.Studies.TryQueueAsync(_study, work.Lease, ["archive"], CancellationToken.None), Throws.TypeOf<LeaseLostException>());
        Assert.That((await _fixture.AssembleAndClaimAsync(_study)).Instances, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Deliveries_that_were_not_made_are_stopped_and_those_that_were_are_reported()
    {
        await QueueAsync();
        var sent = (await _fixture.Records.Deliveries.ClaimAsync("archive", "lane", TimeSpan.FromMinutes(1), 1, CancellationToken.None)).Single();
        await _fixture.Records.Deliveries.CompleteAsync("lane", [new(sent.DeliveryId, DeliveryState.Sent, 0)], CancellationToken.None);
        var leased = (await _fixture.Records.Deliveries.ClaimAsync("archive", "lane", TimeSpan.FromMinutes(1), 1, CancellationToken.None)).Single();
        Assert.That(_fixture.Records.Deliveries.IsWanted("lane", leased), Is.True);
        await RejectAsync("1.2.3.1", "1.2.3.2", "1.2.3.3");

        Assert.That(_fixture.Records.Deliveries.IsWanted("lane", leased), Is.False);
        Assert.That(await WasSentAsync(), Is.EqualTo((2, 1)), "until its lane says so, what was under way may have arrived");
        await _fixture.Records.Deliveries.ReleaseAsync("lane", [leased], CancellationToken.None);
        Assert.That(await WasSentAsync(), Is.EqualTo((1, 2)));

        await _fixture.DeliverAsync("archive");
        Assert.That(await StateAsync(), Is.EqualTo(StudyState.Forwarded));
        var states = (await _fixture.Records.Deliveries.ListAsync(_study, CancellationToken.None)).Select(delivery => delivery.State);
        Assert.That(states, Is.EqualTo(new[] { DeliveryState.Sent, DeliveryState.Cancelled, DeliveryState.Cancelled, DeliveryState.Sent }));
        var findings = await _fixture.Records.Studies.GetFindingsAsync(_study, null, CancellationToken.None);
        Assert.That(findings.Select(finding => finding.Code), Is.EqualTo(new[] { "iocm.rejected", "iocm.already-sent" }));
    }

    [Test]
    public async Task Delivery_that_arrives_in_spite_of_the_note_is_reported()
    {
        await QueueAsync();
        var leased = await _fixture.Records.Deliveries.ClaimAsync("archive", "lane", TimeSpan.FromMinutes(1), 1, CancellationToken.None);
        await RejectAsync("1.2.3.1");
        await _fixture.Records.Deliveries.CompleteAsync("lane", [new(leased[0].DeliveryId, DeliveryState.Sent, 0)], CancellationToken.None);

        Assert.That(await WasSentAsync(), Is.EqualTo((1, 0)));
        await _fixture.DeliverAsync("archive");
        Assert.That(await StateAsync(), Is.EqualTo(StudyState.Forwarded));
    }

    [Test]
    public async Task Study_of_which_nothing_is_left_to_send_is_held()
    {
        await QueueAsync();
        await RejectAsync("1.2.3.1", "1.2.3.2", "1.2.3.3", "1.2.3.4");

        Assert.That(await StateAsync(), Is.EqualTo(StudyState.Held));
        var hold = (await _fixture.Records.Holds.ListAsync(_study, CancellationToken.None)).Single();
        Assert.That(hold.Findings.Single().Code, Is.EqualTo("iocm.nothing-left"));
        Assert.That(await _fixture.Records.Deliveries.ClaimAsync("archive", "lane", TimeSpan.FromMinutes(1), 10, CancellationToken.None), Is.Empty);
    }

    private async Task QueueAsync()
    {
        var work = await _fixture.AssembleAndClaimAsync(_study);
        await _fixture.SealAsync(work);
        await _fixture.Records.Studies.TryQueueAsync(_study, work.Lease, ["archive"], CancellationToken.None);
    }

    private async Task RejectAsync(params string[] uids) => await _fixture.Records.Rejections.ApplyAsync(
        _noteStudy, [new RejectionNote(Guid.NewGuid(), "113037", uids)], CancellationToken.None);

    private async Task<StudyState> StateAsync() => (await _fixture.Records.Studies.FindAsync(_study, CancellationToken.None))!.State;

    private async Task<(int Sent, int NotSent)> WasSentAsync()
    {
        var rejections = await _fixture.Records.Rejections.ListAsync(10, CancellationToken.None);
        return (rejections.Count(rejection => rejection.WasSent), rejections.Count(rejection => !rejection.WasSent));
    }
}

using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Records.Studies;

internal sealed class StudyStoreTests
{
    [Test]
    public async Task Study_goes_from_receiving_to_forwarded_with_an_audit_row_for_each_step()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "two");
        var study = await fixture.SingleStudyAsync();
        Assert.That((study.State, study.InstanceCount), Is.EqualTo((StudyState.Receiving, 2)));

        var work = await fixture.AssembleAndClaimAsync(study.StudyId);
        Assert.That(work.Instances, Has.Count.EqualTo(2));
        Assert.That(work.Identity.PatientName, Is.EqualTo("Doe^Jane"));
        await fixture.SealAsync(work);
        Assert.That(await fixture.Records.Studies.TryQueueAsync(study.StudyId, work.Lease, ["archive"], CancellationToken.None), Is.True);
        var deliveries = await fixture.Records.Deliveries.ClaimAsync("archive", "sender", TimeSpan.FromMinutes(1), 10, CancellationToken.None);
        Assert.That(deliveries, Has.Count.EqualTo(2));
        await fixture.Records.Deliveries.CompleteAsync(
            "sender", [.. deliveries.Select(one => new DeliveryResult(one.DeliveryId, DeliveryState.Sent, 0))], CancellationToken.None);

        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Forwarded));
        var audit = await fixture.Records.Audit.ListAsync(study.StudyId, CancellationToken.None);
        Assert.That(
            audit.Select(entry => entry.Action),
            Is.EqualTo(new[] { "study.receiving", "study.assembled", "study.processing", "study.inspected", "study.forwarding", "study.forwarded" }));
        var ledger = (await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Balances, ledger.Received, ledger.Forwarded), Is.EqualTo((true, 2L, 2L)));
        Assert.That(await fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }
}

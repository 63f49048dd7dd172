using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>A release covers what the person saw: what comes after the decision is held anew.</summary>
[TestFixture]
internal sealed class ApprovalTests
{
    [Test]
    public async Task Late_arrival_with_a_finding_that_was_released_for_the_study_is_held_anew()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendChangedAsync(0, Leaking);
        await node.SendChangedAsync(1, Leaking);
        await node.UntilStateAsync(StudyState.Held);
        var both = (await node.OpenHoldAsync()).Findings.Single(finding => finding.Code == "leak.value");
        Assert.That(both.InstanceId, Is.Null);
        Assert.That(both.Text, Does.Contain("(2 objects)"));
        await node.ReleaseAsync("the name is the maker's");
        await node.UntilStateAsync(StudyState.Forwarded);

        await node.SendChangedAsync(2, Leaking);
        await node.UntilStateAsync(StudyState.Held);
        var late = await LastInstanceAsync(node);
        Assert.That((await node.OpenHoldAsync()).Findings.Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.InstanceId).Distinct(), Is.EqualTo(new[] { late }));
        Assert.That(archive.Held, Has.Count.EqualTo(2), "nobody has seen the third");

        await node.ReleaseAsync("this one too");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Held, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Late_arrival_without_a_finding_goes_on_beside_what_was_released()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendChangedAsync(0, Leaking);
        await node.UntilStateAsync(StudyState.Held);
        await node.ReleaseAsync("the name is the maker's");
        await node.UntilStateAsync(StudyState.Forwarded);

        await node.SendAsync(1, 1);
        await node.UntilAsync("the late one is there", () => Task.FromResult(archive.Held.Count == 2));
    }

    [Test]
    public async Task Other_content_that_comes_after_a_decision_takes_a_decision_of_its_own()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.SendChangedAsync(1, Numbered(100));
        await node.UntilStateAsync(StudyState.Held);
        await node.ReleaseAsync("the later one is right");
        await node.UntilStateAsync(StudyState.Forwarded);

        await node.SendChangedAsync(1, Numbered(200));
        await node.UntilStateAsync(StudyState.Held);
        Assert.That((await node.OpenHoldAsync()).Findings.Select(finding => finding.Code), Has.Member(DuplicateReview.OtherContent));
        Assert.That(archive.Stores, Has.Count.EqualTo(2));

        await node.ReleaseAsync("and this one even more so");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Rejected_version_stays_out_when_another_one_comes_and_is_released()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendChangedAsync(0, Leaking);
        await node.SendChangedAsync(1, Leaking);
        await node.UntilStateAsync(StudyState.Held);
        await node.Records.Holds.RejectAsync((await node.StudiesAsync()).Single().StudyId, "tester", "names", CancellationToken.None);

        await node.SendChangedAsync(0, Numbered(100));
        await node.UntilStateAsync(StudyState.Held);
        await node.ReleaseAsync("the corrected one is clean");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(1));
        var ledger = (await node.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Balances, ledger.Rejected), Is.EqualTo((true, 2L)), "a version of each");
    }

    [Test]
    public async Task Other_content_of_an_original_that_retention_has_taken_is_held_and_can_be_released()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Forwarded);
        await node.UntilAsync("the original is gone", async () => (await InstancesAsync(node)).All(instance => !instance.HasBytes), TimeSpan.FromHours(1));

        await node.SendChangedAsync(0, Numbered(100));
        await node.UntilStateAsync(StudyState.Held);
        await node.ReleaseAsync("the later one is right");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(2));
    }

    /// <summary>Manufacturer is kept by the profile; here it has the patient's name in it.</summary>
    private static void Leaking(DicomDataset dataset) =>
        dataset.AddOrUpdate(DicomTag.Manufacturer, dataset.GetString(DicomTag.PatientName).Split('^')[0] + " Works");

    private static Action<DicomDataset> Numbered(int instanceNumber) =>
        dataset => dataset.AddOrUpdate(DicomTag.InstanceNumber, instanceNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<Guid?> LastInstanceAsync(FlowNode node) => (await InstancesAsync(node)).MaxBy(instance => instance.Arrival)!.InstanceId;

    private static async Task<IReadOnlyList<InstanceRecord>> InstancesAsync(FlowNode node) =>
        await node.Records.Instances.ListAsync((await node.StudiesAsync()).Single().StudyId, CancellationToken.None);
}

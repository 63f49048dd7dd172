using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

[TestFixture]
internal sealed class RetentionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public async Task Originals_go_when_every_archive_has_confirmed_and_their_time_is_over()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarded);
        var confirmed = node.Time.GetUtcNow();

        await node.UntilAsync("the originals are gone", async () => (await InstancesAsync(node)).All(instance => !instance.HasBytes), Hour);
        Assert.That(node.Time.GetUtcNow() - confirmed, Is.GreaterThanOrEqualTo(TimeSpan.FromDays(7)));
        Assert.That(Directory.EnumerateFiles(node.Storage.Folder.Studies, "*", SearchOption.AllDirectories), Is.Empty, "copies go after a day");
        Assert.That((await node.Records.Audit.ListAsync(1, CancellationToken.None)).Select(row => row.Action), Has.Member("retention.originals-deleted"));
    }

    [Test]
    public async Task Originals_stay_while_one_archive_has_not_confirmed()
    {
        await using var archive = new ScriptedArchive();
        await using var away = new ScriptedArchive();
        archive.Up();
        away.Up();
        await away.DownAsync();
        await using var node = await FlowNode.StartAsync(archive, away);
        await node.SendAsync(0, 2);
        await node.UntilAsync("one archive has both", () => Task.FromResult(archive.Held.Count == 2));
        var sent = node.Time.GetUtcNow();
        await node.UntilAsync("a month is over", () => Task.FromResult(node.Time.GetUtcNow() - sent > TimeSpan.FromDays(30)), TimeSpan.FromHours(6));
        Assert.That((await InstancesAsync(node)).Select(instance => instance.HasBytes), Is.All.True);

        away.Up();
        await node.UntilStateAsync(StudyState.Forwarded, Hour);
        Assert.That(away.Held, Has.Count.EqualTo(2));
    }

    private static async Task<IReadOnlyList<InstanceRecord>> InstancesAsync(FlowNode node) =>
        await node.Records.Instances.ListAsync((await node.StudiesAsync()).Single().StudyId, CancellationToken.None);
}

using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>A node that was stopped goes on where it was, from every state.</summary>
[TestFixture]
internal sealed class RestartTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Study_that_was_receiving_is_assembled_by_the_time_of_its_last_instance()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.DownAsync();

        await node.UpAsync();
        Assert.That(await node.StateAsync(), Is.EqualTo(StudyState.Receiving));
        await node.SendAsync(3, 1);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Held, Has.Count.EqualTo(4));
        Assert.That((await node.StudiesAsync()).Single().Revision, Is.EqualTo(1));
    }

    [Test]
    public async Task Study_that_was_assembled_runs_after_the_restart()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.DownAsync();
        await using (var storage = await OpenAsync(node))
        {
            var study = (await storage.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();
            Assert.That(await storage.Records.Studies.TryAssembleAsync(study.StudyId, study.LastReceived, CancellationToken.None), Is.True);
        }

        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Held, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Study_that_was_processing_runs_again_from_its_originals()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.DownAsync();
        await using (var storage = await OpenAsync(node))
        {
            var study = (await storage.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();
            await storage.Records.Studies.TryAssembleAsync(study.StudyId, study.LastReceived, CancellationToken.None);
            Assert.That(await storage.Records.Studies.ClaimNextAsync("a process that ended", TimeSpan.FromHours(1), CancellationToken.None), Is.Not.Null);
        }

        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Study_that_waits_for_its_archive_goes_out_as_it_was_sealed()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await archive.DownAsync();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Forwarding);
        var revision = (await node.StudiesAsync()).Single().Revision;
        await node.DownAsync();

        archive.Up();
        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Stores, Has.Count.EqualTo(3));
        Assert.That((await node.StudiesAsync()).Single().Revision, Is.EqualTo(revision), "not run again");
    }

    [Test]
    public async Task Study_that_was_half_sent_is_completed_without_repeating_what_is_recorded()
    {
        await using var archive = new ScriptedArchive { Answer = number => number <= 3 ? DimseStatus.Success : DimseStatus.OutOfResources };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 8);
        await node.UntilAsync("three are recorded", async () => (await node.Records.Deliveries.CountAsync(CancellationToken.None)) is [{ Sent: 3 }], Fast);
        await node.DownAsync();

        var sent = archive.Held.Keys.ToHashSet();
        var before = archive.Stores.Count;
        archive.Answer = _ => DimseStatus.Success;
        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Held, Has.Count.EqualTo(8));
        Assert.That(archive.Stores.Skip(before).Select(store => store.Uid), Has.None.AnyOf(sent.ToArray<object>()));
    }

    [Test]
    public async Task Sealed_file_that_was_damaged_is_not_sent()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await archive.DownAsync();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarding);
        await node.DownAsync();
        var file = Directory.EnumerateFiles(node.Storage.Folder.Studies, "*.dcm", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        archive.Up();
        await node.UpAsync();
        await node.UntilStateAsync(StudyState.Held, Fast);
        Assert.That(archive.Stores, Is.Empty);
    }

    private static ValueTask<GatewayStorage> OpenAsync(FlowNode node) => GatewayStorage.OpenAsync(
        node.DataFolder, node.Spool, new Tests.Records.TestKey(1), node.Time, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None);
}

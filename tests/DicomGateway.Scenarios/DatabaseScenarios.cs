using DicomGateway.Scenarios.Peers;
using DicomGateway.Scenarios.Proofs;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios;

/// <summary>The disk fails under the database while the spool's works: nothing acknowledged is lost, and the node says what is wrong.</summary>
[TestFixture]
internal sealed class DatabaseScenarios
{
    private const int DiskMegabytes = 64;
    private const int MostInstances = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<TrackedInstance> _acknowledged = [];

    [SetUp]
    public void Forget() => _acknowledged.Clear();

    [Test]
    public async Task Full_disk_turns_health_red_and_the_node_goes_on_when_there_is_space()
    {
        using var folder = ProofFolder.Make("database-full");
        await using var disk = await DiskAsync(folder);
        await using var node = await StartAsync("database-full-node", disk);
        var filler = Fill(disk);
        await SendUntilRefusedAsync(node);
        await RedAsync(node);
        Assert.That(await node.StudiesAsync(), Is.Not.Empty, "reading goes on");
        File.Delete(filler);
        await GoesOnAsync(node);
    }

    [Test]
    public async Task Write_error_turns_health_red_and_the_node_goes_on_when_it_is_over()
    {
        await using var node = await StartAsync("database-write-node");
        await using (Fault(node, "pwrite64"))
        {
            await SendUntilRefusedAsync(node);
            await RedAsync(node);
        }

        await GoesOnAsync(node);
    }

    [Test]
    public async Task Node_whose_database_disk_is_full_can_be_stopped_and_started()
    {
        using var folder = ProofFolder.Make("database-stop");
        await using var disk = await DiskAsync(folder);
        await using var node = await StartAsync("database-stop-node", disk);
        var filler = Fill(disk);
        await SendUntilRefusedAsync(node);
        Assert.That(await node.StopAsync(), Is.Zero);
        Assert.That(await node.ReadOutputAsync(), Does.Contain("did not take the record of this stop").And.Not.Contain("   at "));
        File.Delete(filler);
        await node.StartAsync();
        await GoesOnAsync(node);
    }

    /// <summary>After a sync that failed nobody knows what the disk holds, and a second one that works proves nothing: the node ends, to be started again.</summary>
    [Test]
    public async Task Failed_sync_ends_the_node_with_the_reason_and_the_next_start_has_everything()
    {
        await using var node = await StartAsync("database-sync-node");
        await using (Fault(node, "fdatasync,fsync"))
        {
            await SendUntilRefusedAsync(node);
            Assert.That(await node.EndedAsync(Patience), Is.EqualTo(1));
        }

        Assert.That(await node.ReadOutputAsync(), Does.Contain("The disk failed to sync the database").And.Contain("Start the service again").And.Not.Contain("   at "));
        await node.StartAsync();
        await GoesOnAsync(node);
    }

    private static async Task<LoopDisk> DiskAsync(ProofFolder folder)
    {
        if (LoopDisk.Missing is { } missing)
            Assert.Ignore(missing);
        return await LoopDisk.MakeAsync(folder.Combine("disk.img"), DiskMegabytes);
    }

    /// <param name="disk">Where the database lies, if not beside the spool.</param>
    private async Task<NodeUnderTest> StartAsync(string name, LoopDisk? disk = null)
    {
        var node = new NodeUnderTest(name);
        if (disk is not null)
            Directory.CreateSymbolicLink(Path.Combine(node.DataFolder, "records"), Directory.CreateDirectory(Path.Combine(disk.MountPoint, "records")).FullName);
        await node.StartAsync();
        await SendAsync(node, 20);
        await node.SettledStatesAsync(1, Patience);
        return node;
    }

    private static CallFault Fault(NodeUnderTest node, string calls)
    {
        var fault = CallFault.Start(node.ProcessId, Path.Combine(node.DataFolder, "records", "gateway.db-wal"), calls, "EIO", out var why);
        if (fault is null)
            Assert.Ignore(why);
        return fault!;
    }

    private static string Fill(LoopDisk disk)
    {
        var filler = Path.Combine(disk.MountPoint, "filler");
        using var file = File.Create(filler, bufferSize: 1);
        try
        {
            for (var block = new byte[1 << 12]; ;)
                file.Write(block);
        }
        catch (IOException)
        {
            return filler;
        }
    }

    private async Task SendAsync(NodeUnderTest node, int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var sender = await WireSender.OpenAsync(node.DicomPort, "TRIAL", "SENDER", 16384, limit.Token);
        for (; count > 0; count--)
        {
            var instance = new TrackedInstance(ProofCount.Seed, _acknowledged.Count, 100, largestSide: 16);
            Assert.That(await sender.StoreAsync(instance, limit.Token), Is.Zero);
            _acknowledged.Add(instance);
        }
    }

    /// <summary>Sends until an instance is answered with A700, or the node has ended the association.</summary>
    private async Task SendUntilRefusedAsync(NodeUnderTest node)
    {
        using var limit = new CancellationTokenSource(2 * Patience);
        using var sender = await WireSender.OpenAsync(node.DicomPort, "TRIAL", "SENDER", 16384, limit.Token);
        while (_acknowledged.Count < MostInstances)
        {
            var instance = new TrackedInstance(ProofCount.Seed, _acknowledged.Count, 100, largestSide: 16);
            try
            {
                if (await sender.StoreAsync(instance, limit.Token) is not 0 and var status)
                {
                    Assert.That(status, Is.EqualTo(0xA700));
                    return;
                }
            }
            catch (IOException)
            {
                return;
            }

            _acknowledged.Add(instance);
        }

        Assert.Fail($"{MostInstances} instances were taken although the database could not be written.");
    }

    private static async Task RedAsync(NodeUnderTest node)
    {
        Assert.That(await node.ProblemsAsync(), Does.Contain("The database does not take new records"));
        using var limit = new CancellationTokenSource(Patience);
        using var sender = await WireSender.OpenAsync(node.DicomPort, "TRIAL", "SENDER", 16384, limit.Token);
        Assert.That(await sender.EchoAsync(limit.Token), Is.Zero);
    }

    /// <summary>Green by itself, takes instances, and has every instance that it ever acknowledged.</summary>
    private async Task GoesOnAsync(NodeUnderTest node)
    {
        await Eventually.TrueAsync("the node is ready again", Patience, async () => (await node.ProblemsAsync()).Length == 0);
        await SendAsync(node, 5);
        var known = 0;
        await Eventually.TrueAsync("every acknowledged instance is recorded", Patience, async () => (known = (await node.StudiesAsync()).Sum(study => study.GetProperty("instances").GetInt32())) >= _acknowledged.Count, () => $"{known} of {_acknowledged.Count}");
        var check = await node.CommandAsync("check", "--bytes", "--config", node.ConfigurationFile);
        Assert.That(check.Status, Is.Zero, check.Output);
        Assert.That(await node.StopAsync(), Is.Zero);
        Assert.That(await Oracle.LostAsync(node.DataFolder, _acknowledged), Is.Empty);
        TestContext.Out.WriteLine($"{_acknowledged.Count} instances acknowledged, all there");
    }
}

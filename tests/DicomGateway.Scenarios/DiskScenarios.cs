using System.Diagnostics;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios;

/// <summary>A file system that fills up while instances arrive, and has space again.</summary>
[TestFixture]
internal sealed class DiskScenarios
{
    private const int DiskMegabytes = 192;
    private const int WatermarkMegabytes = 32;

    [Test]
    public async Task Full_disk_answers_a700_within_a_second_and_receives_again_within_ten()
    {
        Dcmtk.Require("storescu");
        if (LoopDisk.Missing is { } missing)
            Assert.Ignore(missing);
        using var folder = ProofFolder.Make("disk");
        await using var disk = await LoopDisk.MakeAsync(folder.Combine("disk.img"), DiskMegabytes);
        var data = Path.Combine(disk.MountPoint, "data");
        await using var node = new NodeUnderTest("disk-node", c => c["storage"] = new JsonObject { ["watermarkMegabytes"] = WatermarkMegabytes }, dataFolder: data);
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("first"), 1, 1);
        CanaryFiles.Write(folder.Combine("second"), 2, 1);
        Assert.That((await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("first"))).Status, Is.Zero);

        var filler = Path.Combine(disk.MountPoint, "filler");
        Fill(filler, disk.MountPoint);
        await Eventually.TrueAsync("the node sees the full disk", TimeSpan.FromSeconds(10), async () => !await IsReadyAsync(node));
        var clock = Stopwatch.StartNew();
        var refused = await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("second"), "-v");
        Assert.That(refused.Output + refused.Error, Does.Contain("OutOfResources").IgnoreCase.Or.Contain("Out of Resources").IgnoreCase.Or.Contain("a700").IgnoreCase);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)), "the whole program, a second of which is the answer's");

        File.Delete(filler);
        clock.Restart();
        await Eventually.TrueAsync("the node receives again", TimeSpan.FromSeconds(10), async () => (await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("second"))).Status == 0);
        await node.SettledStatesAsync(2, TimeSpan.FromSeconds(60));
        Assert.That(await node.StopAsync(), Is.Zero);
    }

    /// <summary>Writes until less than the watermark is left.</summary>
    private static void Fill(string filler, string mountPoint)
    {
        using var file = new FileStream(filler, FileMode.Create);
        var block = new byte[1 << 20];
        while (new DriveInfo(mountPoint).AvailableFreeSpace > (WatermarkMegabytes / 2) << 20)
        {
            file.Write(block);
            file.Flush();
        }
    }

    private static async Task<bool> IsReadyAsync(NodeUnderTest node)
    {
        using var http = new HttpClient();
        return (await http.GetAsync(new Uri($"http://127.0.0.1:{node.HealthPort}/health/ready"))).IsSuccessStatusCode;
    }
}

using System.Diagnostics;
using DicomGateway.Testing.Faults.Wire;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>A disk that fills up and is emptied again, as a small file system in memory.</summary>
[TestFixture]
internal sealed class DiskFullTests
{
    private string _mount = "";

    [SetUp]
    public void Mount()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            Assert.Ignore("mount -t tmpfs needs root on Linux");
        _mount = Path.Combine(TestContext.CurrentContext.WorkDirectory, "tmpfs-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_mount);
        if (Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", _mount) != 0)
            Assert.Ignore("mount -t tmpfs is not possible here");
    }

    [TearDown]
    public void Unmount()
    {
        if (_mount.Length == 0 || !Directory.Exists(_mount))
            return;
        Run("umount", _mount);
        Directory.Delete(_mount);
    }

    [Test]
    public async Task Full_disk_is_answered_with_A700_on_the_same_association_and_space_that_returns_is_used()
    {
        await using var node = new FlowNode { DataFolder = Path.Combine(_mount, "data"), Spool = new SpoolOptions { SegmentLength = 1 << 20, MinimumFreeBytes = 0, MinimumFreePercent = 0 } };
        node.UseDefaults();
        await node.UpAsync();
        Assert.That(await node.SendAsync(0, 2), Is.All.Zero);

        var filler = Path.Combine(_mount, "filler");
        Fill(filler);
        using var sender = await WireSender.OpenAsync(node.Port, FlowNode.AeTitle, FlowNode.Sender, 16384, CancellationToken.None);
        var statuses = new List<ushort>();
        var longest = TimeSpan.Zero;
        for (var number = 2; statuses.Count(status => status == 0xA700) < 3 && number < 3000; number++)
        {
            // The first ones still find room in the segment that was set aside.
            var started = Stopwatch.GetTimestamp();
            statuses.Add(await sender.StoreAsync(new Testing.Faults.TrackedInstance(FlowNode.Seed, number, 5000, 64), CancellationToken.None));
            longest = Stopwatch.GetElapsedTime(started) is var took && took > longest ? took : longest;
        }

        Assert.That(statuses, Has.Member((ushort)0xA700).And.All.AnyOf((ushort)0xA700, (ushort)0));
        Assert.That(longest, Is.LessThan(TimeSpan.FromSeconds(2)), "a second, and one for a machine that has other work");
        Assert.That(await sender.EchoAsync(CancellationToken.None), Is.Zero, "the association is still good");

        File.Delete(filler);
        await node.UntilAsync("instances are taken again", async () => (await node.SendAsync(4000, 1)).Single() == 0, TimeSpan.FromSeconds(1));
        await node.DownAsync();
    }

    [Test]
    public async Task Below_the_watermark_instances_are_refused_and_echo_works()
    {
        await using var node = new FlowNode { DataFolder = Path.Combine(_mount, "data"), Spool = new SpoolOptions { SegmentLength = 1 << 20, MinimumFreeBytes = 1L << 40, MinimumFreePercent = 0 } };
        node.UseDefaults();
        await node.UpAsync();
        Assert.That(await node.SendAsync(0, 2), Is.All.EqualTo((ushort)0xA700));
        using var sender = await WireSender.OpenAsync(node.Port, FlowNode.AeTitle, FlowNode.Sender, 16384, CancellationToken.None);
        Assert.That(await sender.EchoAsync(CancellationToken.None), Is.Zero);
        Assert.That(await node.StudiesAsync(), Is.Empty);
        await node.DownAsync();
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        var block = new byte[64 << 10];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}

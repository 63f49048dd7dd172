using System.Diagnostics;
using System.Globalization;
using System.Net;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Service.StandIn;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>
/// Objects of nearly 4 GiB (native) and beyond (encapsulated) go all the way from our sender to an archive in the memory that any other takes. COUNT is
/// the size in percent: 100 makes 3.875 and 5 GiB, and needs five times that on disk; the short form is 2.
/// </summary>
[TestFixture]
[Category("Proof.huge")]
internal sealed class HugeObjectProof
{
    private const long LargestMemory = 200_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Huge_object_goes_all_the_way_in_little_memory(bool isEncapsulated)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Memory is read from /proc.");
        var percent = ProofCount.Or(2);
        using var folder = ProofFolder.Make("huge");
        await using var archive = new StandInPacs(new StandInOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), Folder = folder.Combine("archive") });
        archive.Start();
        await using var node = new NodeUnderTest("huge-node", configuration => configuration.AddArchive(archive.EndPoint.Port, "ARCHIVE"));
        await node.StartAsync();
        var huge = new HugeObject(folder.Combine("in"), ProofCount.Seed);
        var file = isEncapsulated ? huge.WriteEncapsulated(Math.Max(1, 1024 * percent / 100)) : huge.WriteNative(Math.Max(1, 128 * percent / 100));
        File.Delete(folder.Combine("in", "pixels"));
        var size = new FileInfo(file).Length;
        ProcessMemory.ForgetPeak(node.ProcessId);
        var clock = Stopwatch.StartNew();

        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{node.DicomPort}");
        var sent = await Tool.TryRunAsync(GatewayProcess.Executable, "send", address, file, "--aec", "TRIAL", "--aet", "SENDER");
        Assert.That(sent.Status, Is.Zero, sent.Error);
        var received = clock.Elapsed;
        File.Delete(file);
        Assert.That(await node.SettledStatesAsync(1, Patience), Is.EqualTo(new[] { "Forwarded" }));

        var peak = ProcessMemory.Peak(node.ProcessId);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size / (double)(1 << 30):F2} GiB: received in {received.TotalSeconds:F0} s, at the archive after {clock.Elapsed.TotalSeconds:F0} s, {peak / 1e6:F0} MB resident at most"));
        var arrived = DicomFile.Open(Directory.EnumerateFiles(archive.Folder, "*.dcm", SearchOption.AllDirectories).Single());
        Assert.Multiple(() =>
        {
            Assert.That(arrived.Leniencies, Is.Empty);
            Assert.That(huge.HasItsPixels(arrived));
            Assert.That(peak, Is.LessThan(LargestMemory));
        });
    }
}

using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>
/// While senders send and the node forwards, the node is frozen at a random moment and the disk image copied as it is: what a power cut
/// leaves. A node started on the copy must hold, and deliver once, everything that was acknowledged until then.
/// </summary>
[TestFixture]
[Category("Proof.power-cuts")]
internal sealed class PowerCutProof
{
    private const int CutsPerDisk = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Power_cut_loses_nothing_that_was_acknowledged()
    {
        if (LoopDisk.Missing is { } missing)
            Assert.Ignore($"Power cuts need a loop device: {missing}.");
        using var folder = ProofFolder.Make("cut");
        var wrong = new List<string>();
        var (seed, count, checkedInstances) = (ProofCount.Seed, ProofCount.Or(4), 0);
        for (var first = 0; first < count; first += CutsPerDisk)
        {
            var run = new PowerCutRun(folder, seed, first / CutsPerDisk);
            var before = wrong.Count;
            checkedInstances += await run.RunAsync(first, Math.Min(CutsPerDisk, count - first), wrong);
            TestContext.Progress.WriteLine($"{Math.Min(first + CutsPerDisk, count)} of {count} cuts, {checkedInstances} acknowledgements checked, {wrong.Count} findings");
            foreach (var finding in wrong.Skip(before))
                TestContext.Progress.WriteLine(finding);
        }

        folder.Keep = wrong.Count > 0;
        TestContext.Out.WriteLine($"{count} power cuts from seed {seed}, {checkedInstances} acknowledgements checked, {wrong.Count} findings");
        Assert.That(wrong, Is.Empty, $"Images are kept in {folder.Path}.");
    }

    /// <summary>The proof of the proof: a peer that does not sync loses instances, and the cut shows it.</summary>
    [Test]
    public async Task Power_cut_shows_the_loss_of_a_receiver_that_does_not_sync()
    {
        if (LoopDisk.Missing is { } missing)
            Assert.Ignore($"Power cuts need a loop device: {missing}.");
        if (Tool.Find("storescp") is not { } storescp)
        {
            Assert.Ignore("storescp (Debian package dcmtk) is missing.");
            return;
        }

        using var folder = ProofFolder.Make("ctl");
        await using var disk = await LoopDisk.MakeAsync(folder.Combine("d.img"), 64);
        var port = GatewayProcess.FreePort();
        using var receiver = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(storescp, ["--fork", "-od", disk.MountPoint, $"{port}"]) { RedirectStandardError = true })!;
        try
        {
            await using var fleet = new SenderFleet(new SenderFleetOptions { Seed = ProofCount.Seed, Port = () => port, LargestSide = 64, Associations = 1, Pause = TimeSpan.Zero });
            while (fleet.Acknowledged.Count < 40)
                await Task.Delay(10);
            await disk.CutAsync(folder.Combine("c.img"));
            var acknowledged = fleet.Acknowledged.Snapshot();
            await using var copy = await LoopDisk.AttachAsync(folder.Combine("c.img"));
            Assert.That(await Oracle.LostAsync(copy.MountPoint, acknowledged), Is.Not.Empty);
        }
        finally
        {
            receiver.Kill(entireProcessTree: true);
            await receiver.WaitForExitAsync();
        }
    }

    internal static TimeSpan Wait => Patience;
}

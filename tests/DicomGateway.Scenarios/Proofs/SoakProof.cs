using System.Diagnostics;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>Mixed traffic for COUNT minutes (a quarter of one in the short form): senders, bad peers and broken associations at once. Nothing may pile up.</summary>
[TestFixture]
[Category("Proof.soak")]
internal sealed class SoakProof
{
    private const long LargestGrowth = 64L << 20;
    private const int MoreHandles = 64;
    private const int MoreThreads = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Mixed_traffic_piles_nothing_up_and_everything_arrives()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Memory, handles and threads are read from /proc.");
        using var folder = ProofFolder.Make("soak");
        await using var archive = new WireArchive();
        var setup = new GatewaySetup { WorkFolder = folder.Path, DataFolder = folder.Combine("data"), DicomPort = GatewayProcess.FreePort(), ArchivePort = archive.Port };
        await using var node = await GatewayProcess.StartAsync(setup, Patience);
        var lasts = ProofCount.Or(0) is var minutes && minutes > 0 ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromSeconds(15);
        await using var fleet = new SenderFleet(new SenderFleetOptions { Seed = ProofCount.Seed, Port = () => setup.DicomPort, LargestSide = 96 });
        var (settled, end) = (default(State), default(State));
        await using (new BadPeers(setup.DicomPort, idle: 20, slow: 5, malformed: 3, ProofCount.Seed))
        {
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < lasts)
            {
                await Task.Delay(200);
                if (settled.Memory == 0 && clock.Elapsed > lasts / 3)
                    settled = State.Of(node.Id);
            }

            end = State.Of(node.Id);
        }

        fleet.Finish();
        await fleet.WhenFinishedAsync(Patience);
        var acknowledged = fleet.Acknowledged.Snapshot();
        TestContext.Out.WriteLine($"{lasts.TotalMinutes:F1} min, {acknowledged.Count} instances: {settled} after a third, {end} at the end");
        string[] wrong = [.. await Oracle.ArrivedAsync(archive, acknowledged, Patience), .. await Oracle.BalanceAsync(node, acknowledged.Count, Patience)];
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(end.Memory - settled.Memory, Is.LessThan(LargestGrowth));
            Assert.That(end.Handles - settled.Handles, Is.LessThan(MoreHandles));
            Assert.That(end.Threads - settled.Threads, Is.LessThan(MoreThreads));
        });
    }

    private readonly record struct State(long Memory, int Handles, int Threads)
    {
        public static State Of(int process) =>
            new(ProcessMemory.Resident(process), Directory.GetFiles($"/proc/{process}/fd").Length, Directory.GetDirectories($"/proc/{process}/task").Length);

        public override string ToString() => $"{Memory >> 20} MB, {Handles} handles, {Threads} threads";
    }
}

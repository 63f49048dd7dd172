using System.Diagnostics;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Fuzzing;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>One bad peer must not starve the others, and small inputs that ask for much get little. Times are those of a machine with other work too: tried again once.</summary>
[TestFixture]
[Category("Proof.fuzz")]
internal sealed class BadPeersProof
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    [Retry(2)]
    public async Task Echo_stays_fast_among_500_idle_50_slow_and_10_malformed_peers()
    {
        using var folder = ProofFolder.Make("peers");
        await using var node = await StartAsync(folder);
        await using var bad = new BadPeers(node.Setup.DicomPort, idle: 500, slow: 50, malformed: 10, ProofCount.Seed);
        using var limit = new CancellationTokenSource(Patience);
        while (bad.Connected < 560)
            await Task.Delay(20, limit.Token);
        var times = new List<double>();
        for (var echo = 0; echo < 300; echo++)
        {
            var clock = Stopwatch.StartNew();
            using var sender = await WireSender.OpenAsync(node.Setup.DicomPort, "PROOF", "SENDER", 16384, limit.Token);
            Assert.That(await sender.EchoAsync(limit.Token), Is.Zero);
            times.Add(clock.Elapsed.TotalMilliseconds);
            await sender.ReleaseAsync(limit.Token);
        }

        times.Sort();
        TestContext.Out.WriteLine($"association and C-ECHO: median {times[150]:F1} ms, p99 {times[296]:F1} ms, highest {times[299]:F1} ms, {bad.Connected} bad connections");
        Assert.That(times[296], Is.LessThan(100));
    }

    [Test]
    [Retry(2)]
    public async Task Twenty_thousand_nested_sequences_are_answered_at_once_and_held()
    {
        await BombAsync(Bombs.NestedSequences(20_000), deflated: false);
    }

    [TestCase(200)]
    [TestCase(512)]
    [Retry(2)]
    public async Task Deflate_bomb_is_answered_at_once_and_held(int mebibytes)
    {
        await BombAsync(Bombs.Deflated(mebibytes), deflated: true);
    }

    private static async Task BombAsync(byte[] dataSet, bool deflated)
    {
        using var folder = ProofFolder.Make("bomb");
        await using var node = await StartAsync(folder);
        using var limit = new CancellationTokenSource(Patience);

        // The first instance pays for compiling the code and for the heap: memory is compared from there on.
        using (var first = await WireSender.OpenAsync(node.Setup.DicomPort, "PROOF", "SENDER", 16384, limit.Token))
            Assert.That(await first.StoreAsync(new TrackedInstance(ProofCount.Seed, 0, 10), limit.Token), Is.Zero);
        await ForwardedOrHeldAsync(node, 1, limit.Token);
        ProcessMemory.ForgetPeak(node.Id);
        var before = ProcessMemory.Resident(node.Id);

        using var sender = await WireSender.OpenAsync(node.Setup.DicomPort, "PROOF", "SENDER", 16384, limit.Token);
        await sender.WriteAsync("2.25.77001", dataSet, deflated, limit.Token);
        var clock = Stopwatch.StartNew();
        var answer = await AnswerAsync(sender, limit.Token);
        var answered = clock.Elapsed;
        if (answer == 0)
            await ForwardedOrHeldAsync(node, 2, limit.Token);
        var growth = ProcessMemory.Peak(node.Id) - before;
        TestContext.Out.WriteLine($"{dataSet.Length} bytes, answer {answer:X4} {answered.TotalMilliseconds:F0} ms after the last byte, settled after {clock.Elapsed.TotalMilliseconds:F0} ms, memory +{growth / 1048576.0:F0} MB");
        Assert.Multiple(() =>
        {
            Assert.That(node.HasExited, Is.False);
            Assert.That(answered.TotalMilliseconds, Is.LessThan(50));
            Assert.That(growth, Is.LessThan(64L << 20));
        });
        if (answer == 0)
            Assert.That((await node.StudiesAsync()).Select(study => study.State), Does.Contain("Held"));
    }

    /// <summary>The status, or -1 when the association was aborted.</summary>
    private static async Task<int> AnswerAsync(WireSender sender, CancellationToken cancellationToken)
    {
        try
        {
            return await sender.StatusAsync(cancellationToken);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private static async Task ForwardedOrHeldAsync(GatewayProcess node, int studies, CancellationToken cancellationToken)
    {
        while ((await node.StudiesAsync()).Count(study => study.State is "Forwarded" or "Held") < studies)
            await Task.Delay(100, cancellationToken);
    }

    private static async Task<GatewayProcess> StartAsync(ProofFolder folder)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Memory is read from /proc.");
        var setup = new GatewaySetup { WorkFolder = folder.Path, DataFolder = folder.Combine("data"), DicomPort = GatewayProcess.FreePort() };
        return await GatewayProcess.StartAsync(setup, Patience);
    }
}

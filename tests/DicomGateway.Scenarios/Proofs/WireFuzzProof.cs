using System.Diagnostics;
using System.Net.Sockets;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Fuzzing;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>Mutated conversations against a running node: it answers everyone else at once, does not grow, and works afterwards.</summary>
[TestFixture]
[Category("Proof.fuzz")]
internal sealed class WireFuzzProof
{
    private const int Peers = 4;
    private const long LargestGrowth = 64L << 20;

    /// <summary>Not the bound for a quiet machine, which Show 7 has, but that nothing hangs.</summary>
    private static readonly TimeSpan LongestEcho = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Mutated_conversations_neither_stop_nor_slow_nor_bloat_the_node()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Memory is read from /proc.");
        using var folder = ProofFolder.Make("wire");
        var setup = new GatewaySetup { WorkFolder = folder.Path, DataFolder = folder.Combine("data"), DicomPort = GatewayProcess.FreePort() };
        await using var node = await GatewayProcess.StartAsync(setup, Patience);
        var (seed, count, next, slowest) = (ProofCount.Seed, ProofCount.Or(400), -1, 0.0);
        var peak = 0L;
        var peers = Enumerable.Range(0, Peers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < count && !node.HasExited)
                await SendAsync(setup.DicomPort, SeededSequence.Of(seed, (ulong)number), number);
        })).ToArray();
        while (!Task.WhenAll(peers).IsCompleted && !node.HasExited)
        {
            slowest = Math.Max(slowest, await EchoAsync(setup.DicomPort));
            if (next > count / 4 && peak == 0)
            {
                peak = ProcessMemory.Resident(node.Id);
                ProcessMemory.ForgetPeak(node.Id);
            }

            await Task.Delay(50);
        }

        await Task.WhenAll(peers);
        Assert.That(node.HasExited, Is.False, $"seed {seed}, at or before conversation {next}: the node ended\n{node.LastOutput()}");
        var growth = ProcessMemory.Peak(node.Id) - peak;
        TestContext.Out.WriteLine($"{count} conversations from seed {seed}: slowest C-ECHO beside them {slowest:F0} ms, memory +{growth / 1048576.0:F0} MB after the first quarter");
        folder.Keep = node.LastOutput().Contains("Unhandled", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(slowest, Is.LessThan(LongestEcho.TotalMilliseconds));
            Assert.That(growth, Is.LessThan(LargestGrowth));
            Assert.That(folder.Keep, Is.False, "an exception was not handled");
        });
        using var sender = await WireSender.OpenAsync(setup.DicomPort, "PROOF", "SENDER", 16384, CancellationToken.None);
        Assert.That(await sender.StoreAsync(new TrackedInstance(seed, 1_000_000, 10), CancellationToken.None), Is.Zero);
    }

    /// <summary>Sends a conversation without waiting for answers and reads whatever comes until the node closes, for a moment at most.</summary>
    private static async Task SendAsync(int port, SeededSequence random, int number)
    {
        var conversation = PduMutator.Conversation(new TrackedInstance(1, number, 1, largestSide: 48), "PROOF", "SENDER", random.Between(200, 8000));
        var bytes = PduMutator.Mutate(conversation, random);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            using var stream = await WireStream.ConnectAsync(port, limit.Token);
            await stream.WriteAsync(bytes, limit.Token);
            while (true)
                await stream.ReadAsync(limit.Token);
        }
        catch (Exception cause) when (cause is IOException or SocketException or OperationCanceledException)
        {
        }
    }

    private static async Task<double> EchoAsync(int port)
    {
        var clock = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var sender = await WireSender.OpenAsync(port, "PROOF", "SENDER", 16384, limit.Token);
        Assert.That(await sender.EchoAsync(limit.Token), Is.Zero);
        await sender.ReleaseAsync(limit.Token);
        return clock.Elapsed.TotalMilliseconds;
    }
}

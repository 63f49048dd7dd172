using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Scenarios.Proofs;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios;

/// <summary>A cable is pulled: TCP is told nothing, so that only the node's own clocks end what was going on.</summary>
[TestFixture]
internal sealed class PulledCableScenario
{
    private const int Port = 11112;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(8);

    /// <summary>The grace for a peer that is silent inside a message, and what a busy machine adds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10 + 10);

    [Test]
    public async Task Half_open_associations_are_freed_nothing_half_is_kept_and_the_others_are_served()
    {
        var (made, why) = await NetworkCable.MakeAsync();
        if (made is null)
            Assert.Ignore(why);
        await using var cable = made!;
        await using var node = new NodeUnderTest("cable-node", Configure) { Under = cable.Under, Connect = cable.ConnectLocallyAsync };
        await node.StartAsync();
        var sockets = await SettledSocketsAsync(node);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (half, whole) = (Instance(0), Instance(1));

        using var silent = new WireStream(await cable.ConnectAsync(Port));
        using var idle = await OpenAsync(cable.ConnectAsync(Port), limit.Token);
        Assert.That(await idle.EchoAsync(limit.Token), Is.Zero);
        using var betweenPdus = await OpenAsync(cable.ConnectAsync(Port), limit.Token);
        await betweenPdus.WriteHalfAsync(half, inPdu: false, limit.Token);
        using var inPdu = await OpenAsync(cable.ConnectAsync(Port), limit.Token);
        await inPdu.WriteHalfAsync(half, inPdu: true, limit.Token);
        using var acknowledged = await OpenAsync(cable.ConnectAsync(Port), limit.Token);
        Assert.That(await acknowledged.StoreAsync(whole, limit.Token), Is.Zero);
        Assert.That(Sockets(node), Is.GreaterThanOrEqualTo(sockets + 5));

        await cable.PullAsync();
        var clock = Stopwatch.StartNew();
        using (var other = await OpenAsync(cable.ConnectLocallyAsync(Port), limit.Token))
        {
            Assert.That(await other.StoreAsync(Instance(2), limit.Token), Is.Zero, "others are served meanwhile");
            await other.ReleaseAsync(limit.Token);
        }

        await Eventually.TrueAsync("the node has closed all five", Longest, () => Task.FromResult(Sockets(node) <= sockets), () => $"{Sockets(node)} sockets, {sockets} before");
        TestContext.Out.WriteLine($"five half open connections were freed within {clock.Elapsed.TotalSeconds:F1} s");
        Assert.That(await InstancesAsync(node), Is.EqualTo(2));

        await cable.PlugAsync();
        using var again = await OpenAsync(cable.ConnectAsync(Port), limit.Token);
        Assert.That(await again.StoreAsync(half, limit.Token), Is.Zero, "what was half is sent again");
        await again.ReleaseAsync(limit.Token);
        await Eventually.TrueAsync("it counts once", TimeSpan.FromSeconds(20), async () => await InstancesAsync(node) == 3);
        var check = await node.CommandAsync("check", "--bytes", "--config", node.ConfigurationFile);
        Assert.That(check.Status, Is.Zero, check.Output);
        Assert.That(await node.StopAsync(), Is.Zero);
        Assert.That(await Oracle.LostAsync(node.DataFolder, [half, whole, Instance(2)]), Is.Empty);
    }

    private static void Configure(JsonObject configuration)
    {
        configuration["listeners"]!["dicom"] = new JsonObject { ["address"] = "0.0.0.0", ["port"] = Port };
        configuration["peers"] = new JsonArray(new JsonObject { ["aeTitle"] = "SENDER", ["addresses"] = new JsonArray("192.0.2.0/30", "127.0.0.0/8") });
        configuration["limits"] = new JsonObject { ["idleTimeout"] = $"{Idle.TotalSeconds}s", ["requestTimeout"] = $"{Idle.TotalSeconds}s" };
    }

    private static TrackedInstance Instance(int number) => new(ProofCount.Seed, number, 100, largestSide: 64);

    private static async Task<WireSender> OpenAsync(Task<Socket> socket, CancellationToken cancellationToken) =>
        await WireSender.OpenAsync(new WireStream(await socket), "TRIAL", "SENDER", 16384, cancellationToken);

    private static async Task<int> InstancesAsync(NodeUnderTest node) => (await node.StudiesAsync()).Sum(study => study.GetProperty("instances").GetInt32());

    /// <summary>Sockets that the process holds. The kernel may go on trying to tell the peer of their end: that costs the node nothing.</summary>
    private static int Sockets(NodeUnderTest node) =>
        Directory.GetFiles($"/proc/{node.ProcessId}/fd").Count(handle => TryReadLink(handle)?.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>The question for readiness has its own connection, which takes a moment to go.</summary>
    private static async Task<int> SettledSocketsAsync(NodeUnderTest node)
    {
        var sockets = Sockets(node);
        await Eventually.TrueAsync("no connection comes or goes", TimeSpan.FromSeconds(10), async () =>
        {
            var before = sockets;
            await Task.Delay(500);
            return (sockets = Sockets(node)) == before;
        });
        return sockets;
    }

    private static string? TryReadLink(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

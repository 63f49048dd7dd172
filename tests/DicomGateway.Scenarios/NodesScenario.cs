using System.Globalization;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;

namespace DicomGateway.Scenarios;

/// <summary>Nodes by command, on the product's executable: added, felt by DCMTK and by our own echo, exported, written into gateway.json, removed.</summary>
[TestFixture]
internal sealed class NodesScenario
{
    [Test]
    public async Task Nodes_are_added_changed_exported_and_removed_by_command_and_count_at_once()
    {
        await using var node = new NodeUnderTest("nodes", configuration => configuration["retrieve"] = new JsonObject { ["aeTitles"] = new JsonArray("FETCH") });
        await node.StartAsync();
        Assert.That(await EchoAsync(node, "CT1", "TRIAL"), Is.Not.Zero, "nobody knows it");
        await DoneAsync(node, "nodes", "add", "peer", "CT1", "addresses=127.0.0.1", "calledAeTitles=TRIAL");
        Assert.That(await EchoAsync(node, "CT1", "TRIAL"), Is.Zero);
        Assert.That(await EchoAsync(node, "CT1", "FETCH"), Is.Not.Zero);
        await DoneAsync(node, "nodes", "change", "peer", "CT1", "calledAeTitles=FETCH", "calledAeTitles=TRIAL");
        Assert.That(await EchoAsync(node, "CT1", "FETCH"), Is.Zero);

        await DoneAsync(node, "nodes", "add", "move-destination", "WS 7", "host=127.0.0.1", $"port={node.DicomPort}");
        await DoneAsync(node, "nodes", "change", "peer", "CT1", "query=trial", "moveDestinations=WS 7");
        await DoneAsync(node, "nodes", "add", "pacs", "main", "host=127.0.0.1", "port=104", "calledAeTitle=PACS", "moveDestination=FETCH", "limits.studiesPerMinute=10");
        Assert.That(await EchoAsync(node, "PACS", "FETCH"), Is.Zero, "what is asked to send may");

        var refused = await node.CommandAsync("nodes", "add", "peer", "SEVENTEEN_LETTERS", "addresses=here", "query=");
        Assert.That((refused.Status, refused.Error), Is.EqualTo((1, refused.Error)));
        Assert.That(refused.Error, Does.Contain("aeTitle").And.Contains("addresses[0]"));
        Assert.That((await node.CommandAsync("nodes", "add", "peer", "A", "adresses=127.0.0.1")).Error, Does.Contain("addresses"));
        Assert.That((await node.CommandAsync("nodes", "remove", "move-destination", "WS 7")).Error, Does.Contain("CT1"));
        Assert.That((await node.CommandAsync("nodes", "remove", "peer", "SENDER")).Error, Does.Contain("gateway.json"));
        Assert.That((await node.CommandAsync("nodes", "remove", "peer", "NONE")).Status, Is.EqualTo(4));
        var listed = (await node.CommandAsync("nodes", "list")).Output;
        Assert.That(listed, Does.Match(@"(?m)^peer +SENDER .*gateway\.json").And.Match("(?m)^peer +CT1 .*added").And.Match(@"(?m)^pacs +main +127\.0\.0\.1:104 +added"));

        // What was added goes into the file as it is printed; the node starts with it, and it is the file's from then on.
        var exported = JsonNode.Parse((await node.CommandAsync("nodes", "export", "--added")).Output)!.AsObject();
        Assert.That(exported.Select(section => (section.Key, section.Value!.AsArray().Count)), Is.EqualTo(new[] { ("pacs", 1), ("peers", 1), ("moveDestinations", 1) }));
        await node.StopAsync();
        node.Change(configuration =>
        {
            foreach (var (section, entries) in exported)
                configuration[section] = new JsonArray([.. (configuration[section]?.AsArray() ?? []).Concat(entries!.AsArray()).Select(entry => entry!.DeepClone())]);
        });
        await node.StartAsync();
        Assert.That((await node.CommandAsync("nodes", "list")).Output, Does.Not.Contain("added"));
        Assert.That((await EchoAsync(node, "CT1", "FETCH"), await EchoAsync(node, "PACS", "FETCH")), Is.EqualTo((0, 0)));
    }

    private static async Task<int> EchoAsync(NodeUnderTest node, string calling, string called) => (await Testing.Faults.Machine.Tool.TryRunAsync(
        Testing.Faults.Machine.GatewayProcess.Executable,
        "echo", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{node.DicomPort}"), "--aet", calling, "--aec", called)).Status;

    private static async Task DoneAsync(NodeUnderTest node, params string[] arguments)
    {
        var (status, _, error) = await node.CommandAsync(arguments);
        Assert.That(status, Is.Zero, error);
    }
}

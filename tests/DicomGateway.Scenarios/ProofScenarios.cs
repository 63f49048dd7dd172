using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios;

/// <summary>Item 1 and 4 of what users ask for, at the far end: "done" means that the archive has promised, or shown, that it keeps every instance.</summary>
[TestFixture]
internal sealed class ProofScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [TestCase("WhereOffered")]
    [TestCase("Commitment")]
    [TestCase("Query")]
    public async Task Orthanc_commits_what_it_took(string proof)
    {
        using var folder = ProofFolder.Make("proof-orthanc");
        await using var node = new NodeUnderTest("proof-orthanc-node");
        await using var archive = await Orthanc.StartAsync(folder.Combine("archive"), "ARCHIVE", node.DicomPort);
        await ChangeAsync(node, configuration => configuration.AddArchive(archive.Port, "ARCHIVE", proof: proof));
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 6);
        Assert.That((await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);

        await CommittedAsync(node, 1);
        Assert.That(await archive.InstancesAsync(), Has.Count.EqualTo(6));
        var study = await node.CommandAsync("study", "1");
        Assert.That(study.Output, Does.Contain("commitment.asked").And.Contain("commitment.promised").And.Contain("study.committed"));
        Assert.That(study.Output, Does.Not.Contain(CanaryFiles.Marker).And.Not.Contain(CanaryFiles.UidMarker));
    }

    [Test]
    public async Task Instance_that_orthanc_lost_is_sent_again_and_only_then_the_study_is_committed()
    {
        using var folder = ProofFolder.Make("proof-lost");
        await using var node = new NodeUnderTest("proof-lost-node");
        await using var archive = await Orthanc.StartAsync(folder.Combine("archive"), "ARCHIVE", node.DicomPort);
        await ChangeAsync(node, configuration => configuration.AddArchive(archive.Port, "ARCHIVE", proof: "None"));
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 4);
        Assert.That((await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);
        Assert.That(await node.SettledStatesAsync(1, Patience), Is.EqualTo(new[] { "Forwarded" }));

        // It answered Success to all, and has one no more; the study grows, and is asked for as a whole.
        await archive.DeleteAsync((await archive.InstancesAsync())[0]);
        Assert.That(await node.StopAsync(), Is.Zero);
        await ChangeAsync(node, configuration => configuration["destinations"]!.AsArray()[0]!.AsObject()["proof"] = "Query");
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("late"), 1, 1, first: 5);
        Assert.That((await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("late"))).Status, Is.Zero);

        await Eventually.TrueAsync("the lost instance is there again, and committed", TimeSpan.FromMinutes(4), async () =>
            (await archive.InstancesAsync()).Count == 5 && (await node.StudiesAsync()).Single().GetProperty("state").GetString() == "Committed");
        var study = await node.CommandAsync("study", "1");
        Assert.That(study.Output, Does.Contain("commitment.refused"));
    }

    [Test]
    public async Task Orthanc_takes_a_study_by_stow_and_shows_it_by_qido()
    {
        using var folder = ProofFolder.Make("proof-stow");
        await using var node = new NodeUnderTest("proof-stow-node");
        await using var archive = await Orthanc.StartAsync(folder.Combine("archive"), "ARCHIVE", node.DicomPort, withDicomWeb: true);
        await ChangeAsync(node, configuration =>
        {
            configuration["destinations"]!.AsArray().Add(new JsonObject { ["name"] = "web", ["type"] = "Stow", ["url"] = archive.DicomWeb.ToString(), ["proof"] = "Query" });
            configuration.Project()["destinations"] = new JsonArray("web");
        });
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 70);
        Assert.That((await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);

        await CommittedAsync(node, 1);
        Assert.That(await archive.InstancesAsync(), Has.Count.EqualTo(70));
    }

    [Test]
    public async Task Node_that_is_killed_between_forwarding_and_the_promise_commits_without_sending_twice()
    {
        using var folder = ProofFolder.Make("proof-kill");
        await using var node = new NodeUnderTest("proof-kill-node");
        await using var archive = await Orthanc.StartAsync(folder.Combine("archive"), "ARCHIVE", node.DicomPort);
        await ChangeAsync(node, configuration => configuration.AddArchive(archive.Port, "ARCHIVE", proof: "Commitment"));
        await node.StartAsync();
        for (var round = 0; round < 8; round++)
        {
            CanaryFiles.Write(folder.Combine($"in{round}"), round + 1, 3);
            Assert.That((await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine($"in{round}"))).Status, Is.Zero);

            // Killed at other moments of the way each time: assembling takes a second, the request follows the last C-STORE by up to one.
            await Task.Delay(900 + (round * 250));
            using var process = System.Diagnostics.Process.GetProcessById(node.ProcessId);
            process.Kill();
            await process.WaitForExitAsync();
            await node.StartAsync();
        }

        await CommittedAsync(node, 8);
        Assert.That(await archive.InstancesAsync(), Has.Count.EqualTo(24));
    }

    private static Task CommittedAsync(NodeUnderTest node, int studies) => Eventually.TrueAsync(
        "every study is committed", Patience + TimeSpan.FromSeconds(60),
        async () => await node.StudiesAsync() is var all && all.Count == studies && all.All(study => study.GetProperty("state").GetString() == "Committed"));

    private static async Task ChangeAsync(NodeUnderTest node, Action<JsonObject> change)
    {
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(node.ConfigurationFile))!.AsObject();
        change(configuration);
        await File.WriteAllTextAsync(node.ConfigurationFile, configuration.ToJsonString());
    }
}

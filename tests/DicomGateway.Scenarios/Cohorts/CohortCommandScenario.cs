using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Cohorts;

/// <summary>What a coordinator does before anything is fetched, by command: check, compare versions, and stop a preview that takes too long.</summary>
internal sealed class CohortCommandScenario
{
    private const int Interrupt = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Criteria_are_checked_versions_compared_and_a_slow_preview_is_stopped()
    {
        using var folder = ProofFolder.Make("cohort-commands");
        var (made, _, why) = await Tool.TryRunAsync(GatewayProcess.Executable, "phantom", folder.Combine("files"), "--studies", "8", "--slices", "2", "--matrix", "32");
        Assert.That(made, Is.Zero, why);
        await File.WriteAllTextAsync(folder.Combine("slow.json"), """{ "seed": 1, "rules": [{ "on": "Find", "do": "Slow", "time": "60s" }] }""");
        var (port, slowPort) = (GatewayProcess.FreePort(), GatewayProcess.FreePort());
        using var pacs = StandIn(folder, port);
        using var slow = StandIn(folder, slowPort, "--script", folder.Combine("slow.json"));
        try
        {
            await using var node = new NodeUnderTest(
                "cohort-commands-node", configuration => configuration["pacs"] = new JsonArray(Pacs("main", port), Pacs("slow", slowPort)));
            await node.StartAsync();
            await CheckAsync(node, folder);
            await CompareAsync(node, folder);
            await StopAsync(node, folder);
        }
        finally
        {
            pacs.Kill();
            slow.Kill();
        }
    }

    private static async Task CheckAsync(NodeUnderTest node, ProofFolder folder)
    {
        var good = await node.CommandAsync("cohort", "check", Criteria(folder, "good", "name: chest\npacs: main\nmodalities: [CT]\n"));
        Assert.That((good.Status, good.Output.Trim()), Is.EqualTo((0, "chest: no errors.")), good.Error);
        var bad = await node.CommandAsync("cohort", "check", Criteria(folder, "bad", "name: Chest CT\npacs: main\nmodalitys: [CT]\n"));
        Assert.That(bad.Status, Is.EqualTo(1));
        Assert.That(bad.Error, Does.Contain("1:7:").And.Contain("3:1:").And.Not.Contain("1:1:"), "every mistake, with its place, and not what only follows from one");
        Assert.That((await node.CommandAsync("cohort", "list", "--json")).Output.Trim(), Is.EqualTo("[]"), "checking makes nothing");
    }

    private static async Task CompareAsync(NodeUnderTest node, ProofFolder folder)
    {
        foreach (var modalities in new[] { "CT", "CT, MR", "CT" })
        {
            var preview = await node.CommandAsync("cohort", "preview", Criteria(folder, "compared", $"name: compared\npacs: main\nmodalities: [{modalities}]\n"));
            Assert.That(preview.Status, Is.Zero, preview.Error);
            var frozen = await node.CommandAsync("cohort", "freeze", "compared", "--why", "scenario");
            Assert.That(frozen.Status, Is.Zero, frozen.Error);
        }

        var (status, output, error) = await node.CommandAsync("cohort", "diff", "compared", "1", "2");
        Assert.That((status, output.Split('\n')[0].Trim()), Is.EqualTo((1, "2 studies alike, 0 removed, 2 added, 0 changed.")), error);
        (status, output, error) = await node.CommandAsync("cohort", "diff", "compared", "1", "3", "--json");
        Assert.That(status, Is.Zero, output + error);
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("same").GetInt32(), Is.EqualTo(2));
        Assert.That((await node.CommandAsync("cohort", "diff", "compared", "1", "9")).Status, Is.EqualTo(4), "there is no version 9");
    }

    /// <summary>Ctrl+C at the command stops the search in the service, which is otherwise not bound to who asked for it.</summary>
    private static async Task StopAsync(NodeUnderTest node, ProofFolder folder)
    {
        using var command = Process.Start(new ProcessStartInfo(
            GatewayProcess.Executable, ["cohort", "preview", Criteria(folder, "slow", "name: slow\npacs: slow\nmodalities: [CT]\n"), "--data", node.DataFolder])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Eventually.TrueAsync("the preview runs", Patience, async () => await StateAsync(node) == "Running");
        Posix.Signal(command.Id, Interrupt);
        await command.WaitForExitAsync().WaitAsync(Patience);
        Assert.That(command.ExitCode, Is.EqualTo(130));
        await Eventually.TrueAsync("the preview is stopped", Patience, async () => await StateAsync(node) is not "Running");
        Assert.That(await StateAsync(node), Is.EqualTo("Cancelled"));
        Assert.That((await node.CommandAsync("cohort", "freeze", "slow", "--why", "scenario")).Status, Is.Not.Zero, "a search that was stopped is no selection");
    }

    private static async Task<string?> StateAsync(NodeUnderTest node)
    {
        var (status, output, _) = await node.CommandAsync("cohort", "show", "slow", "--json");
        if (status != 0)
            return null;
        using var previews = JsonDocument.Parse(output);
        return previews.RootElement[0].GetProperty("state").GetString();
    }

    private static string Criteria(ProofFolder folder, string name, string text)
    {
        File.WriteAllText(folder.Combine(name + ".yaml"), text);
        return folder.Combine(name + ".yaml");
    }

    private static Process StandIn(ProofFolder folder, int port, params string[] more) => Process.Start(new ProcessStartInfo(
        GatewayProcess.Executable, ["pacs", folder.Combine("files"), "--port", $"{port}", "--aet", "STANDIN", .. more])
    { RedirectStandardOutput = true })!;

    private static JsonObject Pacs(string name, int port) => new() { ["name"] = name, ["host"] = "127.0.0.1", ["port"] = port, ["calledAeTitle"] = "STANDIN" };
}

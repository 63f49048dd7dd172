using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Retrieval;

/// <summary>What a coordinator does with a node, by its commands: criteria, preview, freeze, job, result.</summary>
internal sealed class CohortNode(NodeUnderTest node, ProofFolder folder)
{
    /// <summary>Adds a PACS, and lets it send on the retrieve AE title.</summary>
    public static void AddPacs(JsonObject configuration, string name, int port, string aeTitle, string profile, string retrieval)
    {
        configuration["retrieve"] = new JsonObject { ["aeTitles"] = new JsonArray("RETRIEVE") };
        configuration["pacs"] ??= new JsonArray();
        configuration["pacs"]!.AsArray().Add(new JsonObject
        {
            ["name"] = name,
            ["host"] = "127.0.0.1",
            ["port"] = port,
            ["calledAeTitle"] = aeTitle,
            ["callingAeTitle"] = "RETRIEVE",
            ["moveDestination"] = "RETRIEVE",
            ["profile"] = profile,
            ["quirks"] = new JsonObject { ["retrieval"] = retrieval },
        });
        configuration["peers"]!.AsArray().Add(new JsonObject { ["aeTitle"] = aeTitle, ["addresses"] = new JsonArray("127.0.0.0/8") });
    }

    /// <summary>Previews the criteria and freezes them; returns the version's hash of what it selects.</summary>
    public async Task<string> FreezeAsync(string name, string criteria)
    {
        var file = folder.Combine(name + ".yaml");
        await File.WriteAllTextAsync(file, criteria);
        await RunAsync("cohort", "preview", file);
        var frozen = JsonDocument.Parse(await RunAsync("cohort", "freeze", name, "--why", "scenario", "--json")).RootElement;
        TestContext.Out.WriteLine($"{name}: {frozen}");
        return frozen.GetProperty("selectionSha256").GetString()!;
    }

    /// <summary>Runs a job over version 1 until each study is through or held; rejects what is held, as a person would, and waits for the job's end.</summary>
    /// <returns>Studies by the state that they had before anybody decided.</returns>
    public async Task<IReadOnlyDictionary<string, int>> FetchAsync(string project, string cohort, string pacs, TimeSpan within)
    {
        var job = JsonDocument.Parse(await RunAsync(
            "job", "create", "--project", project, "--pacs", pacs, "--cohort", cohort, "--version", "1", "--why", "scenario", "--run", "--json")).RootElement;
        var number = job.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
        IReadOnlyDictionary<string, int> states = new Dictionary<string, int>();
        await Eventually.TrueAsync($"each study of job {number} is through or held", within, async () =>
        {
            states = await ItemStatesAsync(number);
            return states.Count > 0 && states.Keys.All(state => state is "Complete" or "Held");
        }, () => string.Join(", ", states));
        TestContext.Out.WriteLine($"{pacs} to {project}: {string.Join(", ", states)}");
        foreach (var study in (await node.StudiesAsync()).Where(study => study.GetProperty("state").GetString() == "Held"))
            await RunAsync("hold", "reject", study.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture), "--why", "scenario");
        var end = "";
        await Eventually.TrueAsync($"job {number} ends", within, async () => (end = StateOf(await ShowAsync(number))) is "Done" or "DoneWithGaps", () => end);
        Assert.That(end, Is.EqualTo("Done"));
        TestContext.Out.WriteLine(await RunAsync("job", "result", number));
        return states;
    }

    private async Task<Dictionary<string, int>> ItemStatesAsync(string job) =>
        (await ShowAsync(job)).GetProperty("job").GetProperty("states").EnumerateObject().ToDictionary(state => state.Name, state => state.Value.GetInt32());

    private async Task<JsonElement> ShowAsync(string job) => JsonDocument.Parse(await RunAsync("job", "show", job, "--json")).RootElement;

    private static string StateOf(JsonElement job) =>
        (job.TryGetProperty("job", out var inner) ? inner : job).GetProperty("state").GetString()!;

    public async Task<string> RunAsync(params string[] arguments)
    {
        var (status, output, error) = await node.CommandAsync(arguments);
        Assert.That(status, Is.Zero, $"{string.Join(' ', arguments)}: {error}{output}");
        return output;
    }
}

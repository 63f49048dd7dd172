using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Retrieval;

/// <summary>What a coordinator does with a node, by its commands: criteria, preview, freeze, job, result.</summary>
internal sealed class CohortNode(NodeUnderTest node, ProofFolder folder)
{
    /// <summary>Adds a PACS, which by that may send on the retrieve AE title.</summary>
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
    }

    /// <summary>Previews the criteria and freezes them; returns the version's hash of what it selects.</summary>
    public async Task<string> FreezeAsync(string name, string criteria)
    {
        var file = folder.Combine(name + ".yaml");
        await File.WriteAllTextAsync(file, criteria);
        await RunAsync("cohort", "preview", file);
        var frozen = JsonDocument.Parse(await RunAsync("cohort", "freeze", name, "--why", "scenario", "--json")).RootElement;
        var tally = frozen.GetProperty("tally");
        TestContext.Out.WriteLine($"{name}: {tally.GetProperty("studiesSelected")} of {tally.GetProperty("studies")} studies, {tally.GetProperty("seriesSelected")} of {tally.GetProperty("series")} series");
        return frozen.GetProperty("selectionSha256").GetString()!;
    }

    /// <summary>
    /// Runs jobs over version 1 of cohorts until each study is through or held; rejects what is held, as a person would, and waits for their end.
    /// </summary>
    public async Task FetchAsync(IReadOnlyList<CohortJob> wanted, TimeSpan within)
    {
        var jobs = new List<string>();
        foreach (var job in wanted)
            jobs.Add(await CreateAsync(job));
        foreach (var (job, one) in jobs.Zip(wanted))
        {
            IReadOnlyDictionary<string, int> now = new Dictionary<string, int>();
            await Eventually.TrueAsync($"each study of job {job} is through or held", within, async () =>
            {
                now = await ItemStatesAsync(job);
                return now.Count > 0 && now.Keys.All(state => state is "Complete" or "Held");
            }, () => string.Join(", ", now));
            TestContext.Out.WriteLine($"{one.Pacs} to {one.Project}: {string.Join(", ", now)}");
        }

        foreach (var study in (await node.StudiesAsync()).Where(study => study.GetProperty("state").GetString() == "Held"))
            await RunAsync("hold", "reject", study.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture), "--why", "scenario");
        foreach (var (job, one) in jobs.Zip(wanted))
        {
            var end = "";
            await Eventually.TrueAsync($"job {job} ends", within, async () => (end = StateOf(await ShowAsync(job))) is "Done" or "DoneWithGaps", () => end);
            Assert.That(end, Is.EqualTo("Done"), $"{one.Pacs} to {one.Project}: {await RunAsync("job", "result", job)}");
        }
    }

    private async Task<string> CreateAsync(CohortJob job) => JsonDocument.Parse(await RunAsync(
        "job", "create", "--project", job.Project, "--pacs", job.Pacs, "--cohort", job.Cohort, "--version", "1", "--why", "scenario", "--run", "--json"))
        .RootElement.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);

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

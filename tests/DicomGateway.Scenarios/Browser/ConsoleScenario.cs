using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Browser;

/// <summary>The console as a new user meets it: from the set-up link to the exported result, in Debian's Chromium, looked at by axe.</summary>
[TestFixture]
internal sealed partial class ConsoleScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [Test]
    public async Task New_user_sets_up_adds_a_pacs_fetches_a_list_releases_a_held_study_and_exports_the_result()
    {
        var (node, browser, scripts) = Require();
        using var folder = ProofFolder.Make("console");
        var port = GatewayProcess.FreePort();
        var pacsPort = GatewayProcess.FreePort();
        await using var gateway = new NodeUnderTest("console-node", configuration => Change(configuration, port, folder.Combine("archive")));
        Directory.CreateDirectory(folder.Combine("archive"));
        var (made, _, why) = await Tool.TryRunAsync(GatewayProcess.Executable, "phantom", folder.Combine("pacs"), "--studies", "4", "--slices", "4", "--matrix", "64");
        Assert.That(made, Is.Zero, why);
        await File.WriteAllTextAsync(folder.Combine("list.csv"), List(folder.Combine("pacs")));
        using var pacs = Process.Start(new ProcessStartInfo(
            GatewayProcess.Executable,
            ["pacs", folder.Combine("pacs"), "--port", $"{pacsPort}", "--aet", "STANDIN", "--known", $"RETRIEVE=127.0.0.1:{gateway.DicomPort}"])
        { RedirectStandardOutput = true })!;
        try
        {
            await gateway.StartAsync();
            await Eventually.TrueAsync("the set-up link is printed", TimeSpan.FromSeconds(20), async () => Link().IsMatch(await gateway.ReadOutputAsync()));
            await File.WriteAllTextAsync(folder.Combine("job.json"), JsonSerializer.Serialize(new
            {
                browser,
                address = $"http://localhost:{port}",
                link = Link().Match(await gateway.ReadOutputAsync()).Value,
                password = "three tall wooden ships",
                pacs = new { aeTitle = "STANDIN", port = pacsPort, sendsTo = "RETRIEVE" },
                list = folder.Combine("list.csv"),
                heldText = "Held",
                result = folder.Combine("result.csv"),
                shots = Environment.GetEnvironmentVariable("DICOMGATEWAY_SCREENSHOTS"),
            }));
            var (status, output, error) = await Tool.TryRunAsync(node, Path.Combine(scripts, "console.mjs"), folder.Combine("job.json")).WaitAsync(Patience);
            Assert.That(status, Is.Zero, output + error);
            var result = await File.ReadAllLinesAsync(folder.Combine("result.csv"));
            Assert.That(result, Has.Length.EqualTo(5), "one line a study, below the head");
            Assert.That(result.Skip(1), Has.All.Contains(",Complete,"));
        }
        finally
        {
            pacs.Kill();
        }
    }

    private static (string Node, string Browser, string Scripts) Require()
    {
        var (node, browser) = (Tool.Find("node"), Tool.Find("chromium"));
        var scripts = Path.Combine(Repository(), "tests", "DicomGateway.Scenarios", "Browser");
        if (node is null || browser is null)
            Assert.Ignore($"{(node is null ? "node" : "chromium")} is missing.");
        if (!Directory.Exists(Path.Combine(scripts, "node_modules", "playwright-core")))
            Assert.Ignore("playwright-core is missing: npm ci in tests/DicomGateway.Scenarios/Browser.");
        return (node!, browser!, scripts);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DicomGateway.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? "";
    }

    private static void Change(JsonObject configuration, int port, string archive)
    {
        configuration["listeners"]!["console"] = new JsonObject { ["address"] = "127.0.0.1", ["port"] = port };
        configuration["retrieve"] = new JsonObject { ["aeTitles"] = new JsonArray("RETRIEVE") };
        configuration["destinations"]!.AsArray().Add(new JsonObject { ["name"] = "archive", ["type"] = "Folder", ["folder"] = archive });
        configuration.Project()["destinations"] = new JsonArray("archive");
    }

    private static string List(string folder) => "Accession\n" + string.Concat(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) == ".dcm")
        .Select(file => DicomFile.Open(file).Dataset.GetString(DicomTag.AccessionNumber)).Distinct().Select(accession => accession + "\n"));

    [GeneratedRegex(@"http://\S+/set-up/\S+")]
    private static partial Regex Link();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Jobs;

/// <summary>
/// Items 1, 3, 4, 5, 6 and 8 of what users ask for, against other people's PACS: what a job lists is what it fetches, by C-MOVE and by C-GET, and the
/// result says so.
/// </summary>
[TestFixture]
internal sealed class JobScenarios
{
    private const string Retrieve = "RETRIEVE";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [TestCase("Move")]
    [TestCase("Get")]
    public async Task Job_fetches_everything_from_dcmqrscp(string method)
    {
        using var folder = ProofFolder.Make("job-dcmqrscp-" + method.ToLowerInvariant());
        await using var node = new NodeUnderTest("job-dcmqrscp-node");
        await using var pacs = await DcmQrScp.StartAsync(folder.Combine("pacs"), Retrieve, node.DicomPort);
        var studies = await MakeAsync(folder.Combine("files"));
        var loaded = await Dcmtk.StoreScuAsync(pacs.Port, DcmQrScp.AeTitle, folder.Combine("files"));
        Assert.That(loaded.Status, Is.Zero, loaded.Error);
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        node.Change(c => Configure(c, pacs.Port, DcmQrScp.AeTitle, method, archive.Port));
        await FetchAsync(node, archive, studies);
    }

    [TestCase("Move")]
    [TestCase("Get")]
    public async Task Job_fetches_everything_from_orthanc(string method)
    {
        using var folder = ProofFolder.Make("job-orthanc-" + method.ToLowerInvariant());
        await using var node = new NodeUnderTest("job-orthanc-node");
        await using var pacs = await Orthanc.StartAsync(folder.Combine("pacs"), "ORTHANC", node.DicomPort, gatewayAeTitle: Retrieve);
        var studies = await MakeAsync(folder.Combine("files"));
        foreach (var file in Directory.EnumerateFiles(folder.Combine("files"), "*.dcm", SearchOption.AllDirectories))
            await pacs.UploadAsync(file);
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        node.Change(c => Configure(c, pacs.Port, "ORTHANC", method, archive.Port));
        await FetchAsync(node, archive, studies);
    }

    [Test]
    public async Task Job_over_two_pacs_fetches_each_study_once_and_what_the_first_lacks_from_the_second()
    {
        using var folder = ProofFolder.Make("job-two-pacs");
        await using var node = new NodeUnderTest("job-two-pacs-node");
        await using var main = await DcmQrScp.StartAsync(folder.Combine("main"), Retrieve, node.DicomPort);
        await using var old = await DcmQrScp.StartAsync(folder.Combine("old"), Retrieve, node.DicomPort);
        var studies = await MakeAsync(folder.Combine("files"));
        var inMain = Directory.EnumerateFiles(folder.Combine("files", "11"), "*.dcm", SearchOption.AllDirectories)
            .Select(file => DicomFile.Open(file).Dataset.GetString(DicomTag.StudyInstanceUID)).ToHashSet();
        Assert.That((await Dcmtk.StoreScuAsync(main.Port, DcmQrScp.AeTitle, folder.Combine("files", "11"))).Status, Is.Zero);
        Assert.That((await Dcmtk.StoreScuAsync(old.Port, DcmQrScp.AeTitle, folder.Combine("files"))).Status, Is.Zero);
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"), null, "--unique-filenames");
        node.Change(configuration =>
        {
            Configure(configuration, main.Port, DcmQrScp.AeTitle, "Move", archive.Port);
            var second = configuration["pacs"]![0]!.DeepClone().AsObject();
            (second["name"], second["port"], second["quirks"]!["retrieval"]) = ("old", old.Port, "Get");
            configuration["pacs"]!.AsArray().Add(second);
        });
        await node.StartAsync();
        var id = await RunAsync(node, studies.Keys, "--pacs", "old");
        await DoneAsync(node, id);

        Assert.That(archive.Files, Has.Count.EqualTo(studies.Values.Sum()));
        var lines = (await node.CommandAsync("job", "result", $"{id}")).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.EndWith(",reason,pacs,sought_before"));
        Assert.That(lines.Skip(1).Select(line => line.EndsWith(",\"main\",", StringComparison.Ordinal)), Is.EqualTo(studies.Keys.Select(inMain.Contains)));
        Assert.That(lines.Skip(1).Where(line => line.EndsWith(",\"old\",\"main: The PACS does not have this study.\"", StringComparison.Ordinal)).Count(), Is.EqualTo(studies.Count - inMain.Count));
    }

    /// <summary>Wherever the process is killed, what was fetched stays, what was not is fetched, and nothing goes out twice.</summary>
    [Test]
    public async Task Job_is_done_although_the_node_is_killed_again_and_again()
    {
        const int kills = 8;
        using var folder = ProofFolder.Make("job-killed");
        await using var node = new NodeUnderTest("job-killed-node");
        await using var pacs = await DcmQrScp.StartAsync(folder.Combine("pacs"), Retrieve, node.DicomPort);
        var studies = await MakeAsync(folder.Combine("files"));
        var loaded = await Dcmtk.StoreScuAsync(pacs.Port, DcmQrScp.AeTitle, folder.Combine("files"));
        Assert.That(loaded.Status, Is.Zero, loaded.Error);
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"), null, "--unique-filenames");
        node.Change(c => Configure(c, pacs.Port, DcmQrScp.AeTitle, "Move", archive.Port));
        await node.StartAsync();
        var id = await RunAsync(node, studies.Keys);
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300 + (250 * kill)));
            Posix.Signal(node.ProcessId, Posix.Kill);
            await node.EndedAsync(TimeSpan.FromSeconds(10));
            await node.StartAsync();
        }

        await DoneAsync(node, id);
        var uids = archive.Files.Select(file => DicomFile.Open(file).Dataset.GetString(DicomTag.SOPInstanceUID)).ToList();
        Assert.That(uids.Distinct().Count(), Is.EqualTo(studies.Values.Sum()));
    }

    private static async Task FetchAsync(NodeUnderTest node, StoreScp archive, Dictionary<string, int> studies)
    {
        await node.StartAsync();
        var id = await RunAsync(node, studies.Keys);
        await DoneAsync(node, id);
        Assert.That(archive.Files, Has.Count.EqualTo(studies.Values.Sum()));
        var lines = (await node.CommandAsync("job", "result", $"{id}")).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(studies.Count + 1));
        foreach (var (line, count) in lines.Skip(1).Zip(studies.Values))
            Assert.That(line.Split(',')[2..7], Is.EqualTo(new[] { "Complete", $"{count}", $"{count}", $"{count}", $"{count}" }));
    }

    private static async Task<long> RunAsync(NodeUnderTest node, IEnumerable<string> studies, params string[] more)
    {
        var (status, output, error) = await node.CommandWithInputAsync(
            string.Join('\n', studies), ["job", "create", "--project", "trial", "--pacs", "main", .. more, "--why", "scenario", "--study-uids", "-", "--run", "--json"]);
        Assert.That(status, Is.Zero, error);
        return JsonDocument.Parse(output).RootElement.GetProperty("id").GetInt64();
    }

    private static async Task DoneAsync(NodeUnderTest node, long id)
    {
        var (shown, state) = ("", "");
        await Eventually.TrueAsync("the job is done", Patience, async () =>
        {
            shown = (await node.CommandAsync("job", "show", $"{id}", "--json")).Output;
            state = JsonDocument.Parse(shown).RootElement.GetProperty("job").GetProperty("state").GetString();
            return state is "Done" or "DoneWithGaps";
        }, () => shown);
        Assert.That(state, Is.EqualTo("Done"), shown);
    }

    private static void Configure(JsonObject configuration, int port, string aeTitle, string method, int archivePort)
    {
        configuration.AddArchive(archivePort, "ARCHIVE");
        configuration["retrieve"] = new JsonObject { ["aeTitles"] = new JsonArray(Retrieve) };
        configuration["pacs"] = new JsonArray(new JsonObject
        {
            ["name"] = "main",
            ["host"] = "127.0.0.1",
            ["port"] = port,
            ["calledAeTitle"] = aeTitle,
            ["callingAeTitle"] = Retrieve,
            ["moveDestination"] = Retrieve,
            ["quirks"] = new JsonObject { ["retrieval"] = method },
        });
    }

    /// <summary>Phantoms with instances by Study Instance UID.</summary>
    private static async Task<Dictionary<string, int>> MakeAsync(string folder)
    {
        var studies = new Dictionary<string, int>(StringComparer.Ordinal);

        // The first two are CT and MR, of which none is held.
        foreach (var seed in new[] { "11", "12" })
            await Tool.RunAsync(GatewayProcess.Executable, "phantom", Path.Combine(folder, seed), "--studies", "2", "--slices", "6", "--matrix", "32", "--seed", seed);
        foreach (var file in Directory.EnumerateFiles(folder, "*.dcm", SearchOption.AllDirectories))
        {
            var uid = DicomFile.Open(file).Dataset.GetString(DicomTag.StudyInstanceUID);
            studies[uid] = studies.GetValueOrDefault(uid) + 1;
        }

        Assert.That(studies, Is.Not.Empty);
        return studies;
    }
}

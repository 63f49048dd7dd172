using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Corpus;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Cohorts;

/// <summary>The same criteria over the same files in two PACS that answer differently: one selection.</summary>
internal sealed class CohortScenarios
{
    private static readonly string[] Criteria =
    [
        "modalities: [CT, MR]",
        "keys: { PatientID: '*' }\nrules:\n  - { id: big, level: study, include: { attribute: NumberOfStudyRelatedInstances, from: 3 } }",
        "dates: { from: 1990-01-01, to: 2030-12-31, slice: 3000 }\nmodalities: [CT]\nrules:\n  - { id: first, level: series, include: { attribute: SeriesNumber, to: 3 } }",
        "keys: { StudyDate: { from: 2000-01-01 } }\nrules:\n  - { id: head, level: study, exclude: { attribute: StudyDescription, matches: '(?i)head|brain' } }",
    ];

    [Test]
    public async Task Dcmqrscp_and_Orthanc_with_the_same_files_give_the_same_list()
    {
        Dcmtk.Require("dcmqrscp", "dcmqridx");
        using var folder = ProofFolder.Make("cohort-pacs");
        await using var orthanc = await Orthanc.StartAsync(folder.Combine("orthanc"), "ARCHIVE", GatewayProcess.FreePort());
        var files = await LoadAsync(orthanc, folder.Combine("dcmqrscp"));
        await using var dcmqrscp = await DcmQrScp.StartAsync(folder.Combine("dcmqrscp"));
        await using var node = new NodeUnderTest("cohorts", configuration => configuration["pacs"] = new JsonArray(Pacs("dcmqrscp", dcmqrscp.Port, DcmQrScp.AeTitle), Pacs("orthanc", orthanc.Port, "ARCHIVE")));
        await node.StartAsync();

        for (var i = 0; i < Criteria.Length; i++)
            await CompareAsync(node, folder.Path, $"corpus-{i}", Criteria[i], null);
        var list = folder.Combine("wanted.csv");
        var patients = files.Select(file => file.GetStringOrEmpty(DicomTag.PatientID).Trim()).Where(id => id.Length > 3 && !id.Contains('*', StringComparison.Ordinal)).Distinct().Take(20).ToList();
        await File.WriteAllTextAsync(list, "MRN;Note\r\n" + string.Concat(patients.Select(id => $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\";x\r\n")) + "NOBODY-HAS-THIS;x\r\n");
        await CompareAsync(node, folder.Path, "corpus-list", "list: { patient: MRN }", list);
    }

    private static async Task CompareAsync(NodeUnderTest node, string folder, string name, string criteria, string? list)
    {
        var selections = new List<(string Selection, int Studies, int Series)>();
        var lists = new List<IReadOnlyList<string>>();
        foreach (var pacs in (string[])["dcmqrscp", "orthanc"])
        {
            var cohort = $"{name}-{pacs}";
            var file = Path.Combine(folder, cohort + ".yaml");
            await File.WriteAllTextAsync(file, $"name: {cohort}\npacs: {pacs}\n{criteria}\n");
            string[] more = list is null ? [] : ["--list", list];
            var (status, output, error) = await node.CommandAsync(["cohort", "preview", file, "--json", .. more]);
            Assert.That(status, Is.Zero, $"{cohort}: {output}{error}");
            using var preview = JsonDocument.Parse(output);
            var tally = preview.RootElement.GetProperty("tally");
            Assert.That(tally.GetProperty("balances").GetBoolean(), Is.True, output);
            selections.Add((preview.RootElement.GetProperty("selectionSha256").GetString()!, tally.GetProperty("studiesSelected").GetInt32(), tally.GetProperty("seriesSelected").GetInt32()));
            lists.Add(await FreezeAsync(node, folder, cohort));
        }

        TestContext.Out.WriteLine($"{name}: {selections[0].Studies} studies, {selections[0].Series} series");
        Assert.That(selections[0].Studies, Is.Positive, name);
        Assert.That(lists[0].Except(lists[1]).Select(one => "dcmqrscp: " + one).Concat(lists[1].Except(lists[0]).Select(one => "orthanc: " + one)), Is.Empty, name);
        Assert.That(selections[1], Is.EqualTo(selections[0]), $"{name}: {criteria}");
    }

    /// <summary>Freezes, asks again, exports, verifies; an edited byte is refused. Returns studies and series as exported, with what is decided about them.</summary>
    private static async Task<IReadOnlyList<string>> FreezeAsync(NodeUnderTest node, string folder, string cohort)
    {
        var export = Path.Combine(folder, cohort + ".jsonl");
        string[][] commands =
        [
            ["cohort", "freeze", cohort, "--why", "scenario"], ["cohort", "repeat", cohort, "1", "--json"], ["cohort", "export", cohort, "1", "--out", export],
            ["cohort", "verify", export], ["cohort", "report", cohort, "--version", "1", "--out", Path.Combine(folder, cohort + ".html")],
        ];
        foreach (var command in commands)
        {
            var (status, output, error) = await node.CommandAsync(command);
            Assert.That(status, Is.Zero, $"{string.Join(' ', command)}: {output}{error}");
        }

        var bytes = await File.ReadAllBytesAsync(export);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(export, bytes);
        Assert.That((await node.CommandAsync("cohort", "verify", export)).Status, Is.EqualTo(1));
        bytes[bytes.Length / 2] ^= 1;
        return [.. System.Text.Encoding.UTF8.GetString(bytes).Split('\n').Where(line => line.StartsWith("{\"row\"", StringComparison.Ordinal)).SelectMany(Selected)];
    }

    private static IEnumerable<string> Selected(string line)
    {
        var study = JsonNode.Parse(line)!.AsObject();
        var uid = study["study"]!.GetValue<string>();
        return study["leftOut"] is null
            ? study["series"]!.AsArray().Where(series => series!["leftOut"] is null).Select(series => $"{uid} {series!["series"]}").Prepend(uid)
            : [];
    }

    private static JsonObject Pacs(string name, int port, string called) => new()
    {
        ["name"] = name,
        ["host"] = "127.0.0.1",
        ["port"] = port,
        ["calledAeTitle"] = called,
        ["callingAeTitle"] = "TRIAL",
    };

    /// <summary>Files of the corpus that both want, in both.</summary>
    private static async Task<IReadOnlyList<DicomDataset>> LoadAsync(Orthanc orthanc, string index)
    {
        var loaded = new List<DicomDataset>();
        foreach (var file in CorpusFile.Rounds(CorpusFile.All().Where(file => file.Item is not null))[0])
        {
            var dataset = DicomFile.Open(file.Path).Dataset;
            if (!HasKeys(dataset) || new FileInfo(file.Path).Length > 4 << 20)
                continue;
            if (await DcmQrScp.TryIndexAsync(index + "-tried", file.Path) && await orthanc.TryUploadAsync(file.Path) && await DcmQrScp.TryIndexAsync(index, file.Path))
                loaded.Add(dataset);
        }

        TestContext.Out.WriteLine($"{loaded.Count} files in both");
        return loaded;
    }

    private static bool HasKeys(DicomDataset dataset) =>
        dataset.TryGetString(DicomTag.StudyInstanceUID, out _) && dataset.TryGetString(DicomTag.SeriesInstanceUID, out _) && dataset.TryGetString(DicomTag.PatientID, out _);
}

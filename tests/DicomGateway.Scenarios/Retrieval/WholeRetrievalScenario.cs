using System.Globalization;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Corpus;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Retrieval;

/// <summary>
/// The same criteria to two PACS of other makers that hold the same real files: the same selection from both; all of it is retrieved,
/// de-identified, forwarded and committed, or held for a reason.
/// </summary>
[TestFixture]
[Category("Corpus")]
internal sealed class WholeRetrievalScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Test]
    public async Task One_cohort_from_dcmqrscp_and_Orthanc_is_the_same_and_goes_all_the_way()
    {
        Dcmtk.Require("dcmqrscp", "dcmsend");
        var files = CorpusFile.Rounds(CorpusFile.All().Where(file => file.Item is not null && IsWanted(file)))[0];
        using var folder = ProofFolder.Make("retrieval");
        await using var node = new NodeUnderTest("retrieval-node");
        await using var archive = await Orthanc.StartAsync(folder.Combine("archive"), "ARCHIVE", node.DicomPort);
        await using var orthanc = await Orthanc.StartAsync(folder.Combine("orthanc"), "ORTHANC", node.DicomPort, gatewayAeTitle: "RETRIEVE");
        await using var dcmqrscp = await DcmQrScp.StartAsync(folder.Combine("dcmqrscp"), "RETRIEVE", node.DicomPort);
        var held = await LoadAsync(orthanc, dcmqrscp, [.. files.Select(file => file.Path)]);
        node.Change(configuration =>
        {
            configuration.AddArchive(archive.Port, "ARCHIVE", proof: "Commitment");
            CohortNode.AddPacs(configuration, "dcmqrscp", dcmqrscp.Port, DcmQrScp.AeTitle, "dcmqrscp", "Move");
            CohortNode.AddPacs(configuration, "orthanc", orthanc.Port, "ORTHANC", "orthanc", "Move");
            configuration["projects"]!.AsArray().Add(new JsonObject { ["name"] = "second", ["aeTitles"] = new JsonArray("SECOND"), ["destinations"] = new JsonArray("archive") });
            configuration["peers"]!.AsArray().Add(new JsonObject { ["aeTitle"] = "ARCHIVE", ["addresses"] = new JsonArray("127.0.0.0/8") });
        });
        await node.StartAsync();
        var coordinator = new CohortNode(node, folder);

        var fromOrthanc = await coordinator.FreezeAsync("from-orthanc", Criteria("from-orthanc", "orthanc"));
        var fromDcmqrscp = await coordinator.FreezeAsync("from-dcmqrscp", Criteria("from-dcmqrscp", "dcmqrscp"));
        Assert.That(fromDcmqrscp, Is.EqualTo(fromOrthanc), "both PACS hold the same files");

        foreach (var (project, cohort, pacs) in new[] { ("trial", "from-dcmqrscp", "dcmqrscp"), ("second", "from-orthanc", "orthanc") })
        {
            var states = await coordinator.FetchAsync(project, cohort, pacs, Patience);
            Assert.That(states["Complete"], Is.GreaterThan(20), pacs);
        }

        await ReportAsync(node, archive, held);
        var studies = await node.StudiesAsync();
        Assert.That(studies.Select(study => study.GetProperty("state").GetString()), Has.All.AnyOf("Committed", "Rejected"));
        var committed = studies.Where(study => study.GetProperty("state").GetString() == "Committed").Sum(study => study.GetProperty("instances").GetInt32());
        Assert.That(await archive.InstancesAsync(), Has.Count.EqualTo(committed), "what is committed is there, and nothing else");
    }

    private static string Criteria(string name, string pacs) =>
        $$"""
        name: {{name}}
        pacs: {{pacs}}
        modalities: [CT, MR]
        rules:
          - id: uid
            level: series
            reason: An empty UID is no series.
            include: { attribute: SeriesInstanceUID, matches: "^[0-9.]+$" }
        """;

    /// <summary>CT and MR that DCMTK sends under the SOP class that they have; dcmqrscp moves uncompressed ones only.</summary>
    private static bool IsWanted(CorpusFile file)
    {
        var opened = DicomFile.Open(file.Path);
        var dataset = opened.Dataset;
        return opened.FileMetaInformation.TryGetString(DicomTag.MediaStorageSOPClassUID, out var stored)
            && DicomUIDDictionary.Find(new DicomUID(stored)) is { IsStorage: true } && DicomTransferSyntax.Lookup(file.Item!.TransferSyntaxUid).IsUncompressed
            && dataset.TryGetString(DicomTag.Modality, out var modality) && modality is "CT" or "MR"
            && dataset.TryGetString(DicomTag.PatientID, out var patient) && patient.Length > 0
            && dataset.TryGetString(DicomTag.StudyInstanceUID, out _) && dataset.TryGetString(DicomTag.SeriesInstanceUID, out _);
    }

    /// <summary>What one of them does not take is not given to the other.</summary>
    private static async Task<int> LoadAsync(Orthanc orthanc, DcmQrScp dcmqrscp, IReadOnlyList<string> paths)
    {
        var taken = new List<string>();
        foreach (var path in paths)
        {
            if (await orthanc.TryUploadAsync(path))
                taken.Add(path);
        }

        var port = dcmqrscp.Port.ToString(CultureInfo.InvariantCulture);
        var sent = await Tool.TryRunAsync("dcmsend", ["-dn", "-nuc", "-aet", "SENDER", "-aec", DcmQrScp.AeTitle, "localhost", port, .. taken]);
        Assert.That(sent.Status, Is.Zero, sent.Error + sent.Output);
        TestContext.Out.WriteLine($"{taken.Count} of {paths.Count} files are in both PACS");
        return taken.Count;
    }

    private static async Task ReportAsync(NodeUnderTest node, Orthanc archive, int held)
    {
        var studies = await node.StudiesAsync();
        foreach (var group in studies.GroupBy(study => study.GetProperty("state").GetString()))
            TestContext.Out.WriteLine($"{group.Key}: {group.Count()} studies, {group.Sum(study => study.GetProperty("instances").GetInt32())} instances");
        TestContext.Out.WriteLine($"{held} files asked for, {(await archive.InstancesAsync()).Count} in the archive");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Corpus;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Retrieval;

/// <summary>
/// The same criteria to two PACS of other makers that hold the same real files, of all modalities and in all syntaxes: the same selection from
/// both; all of it is retrieved, de-identified, forwarded and committed, or held for a reason that is known.
/// </summary>
[TestFixture]
[Category("Corpus")]
internal sealed class WholeRetrievalScenario
{
    private const string Whole = "dcmqrscp";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What the corpus is held for, and why that is right; anything else, a gap above all, is a defect.</summary>
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["pixels.secondary-capture"] = "Captures of screens show what stood on the screen.",
        ["pixels.ultrasound"] = "Ultrasound has names in its frames as a rule.",
        ["pixels.burned-in"] = "The object says so itself.",
        ["pixels.projection"] = "Projection images may show marks that were laid on the patient or typed in.",
        ["pixels.modality"] = "A modality of which nothing is known.",
        ["pixels.document"] = "A PDF may say anything.",
        ["pixels.incomplete"] = "Files that were cut off.",
        ["pixels.excess"] = "Files with more pixel data than they say.",
        ["object.unknown-class"] = "Private SOP classes.",
        ["patient.no-id"] = "Files with an empty Patient ID.",
        ["hierarchy.several-patients"] = "Files of two patients under one Study Instance UID.",
        ["leak.value"] = "Inspection finds a value of the original in what would go out.",
        ["leak.bytes"] = "The same, in bytes that nobody understands.",
    };

    [Test]
    public async Task One_cohort_from_dcmqrscp_and_Orthanc_is_the_same_and_goes_all_the_way()
    {
        Dcmtk.Require("dcmqrscp", "dcmqridx");
        using var folder = ProofFolder.Make("retrieval");
        await using var node = new NodeUnderTest("retrieval-node");
        await using var archive = await Orthanc.StartAsync(folder.Combine("archive"), "ARCHIVE", node.DicomPort);
        await using var orthanc = await Orthanc.StartAsync(folder.Combine("orthanc"), "ORTHANC", node.DicomPort, gatewayAeTitle: "RETRIEVE");
        var loaded = await TwiceLoaded.LoadAsync(orthanc, folder.Combine(Whole));
        loaded.Write();
        await using var whole = await DcmQrScp.StartAsync(folder.Combine(Whole));
        await using var shelves = await Shelves.StartAsync(folder, loaded.Shelves, "RETRIEVE", node.DicomPort);
        node.Change(configuration => Configure(configuration, archive.Port, orthanc.Port, whole.Port, shelves.Ports));
        await node.StartAsync();
        var coordinator = new CohortNode(node, folder);

        var fromOrthanc = await coordinator.FreezeAsync("from-orthanc", Criteria("from-orthanc", "orthanc"));
        var fromDcmqrscp = await coordinator.FreezeAsync("from-dcmqrscp", Criteria("from-dcmqrscp", Whole));
        Assert.That(fromDcmqrscp, Is.EqualTo(fromOrthanc), "both PACS hold the same files");
        foreach (var shelf in shelves.Ports.Keys)
            await coordinator.FreezeAsync(shelf, Criteria(shelf, shelf));

        // One PACS after the other: what comes from one while a job wants it of the other goes to both.
        await coordinator.FetchAsync([.. shelves.Ports.Keys.Select(shelf => new CohortJob(shelf, shelf, shelf))], Patience);
        await coordinator.FetchAsync([new CohortJob("orthanc", "from-orthanc", "orthanc")], Patience);

        var studies = await node.StudiesAsync();
        var inArchive = await archive.InstancesAsync();
        Assert.That(await node.StopAsync(), Is.Zero);
        var delivered = await Delivered.ReadAsync(node);
        Check(studies, delivered, loaded, inArchive.Count);
    }

    private static void Configure(JsonObject configuration, int archive, int orthanc, int whole, IReadOnlyDictionary<string, int> shelves)
    {
        configuration.AddArchive(archive, "ARCHIVE", proof: "Commitment");
        CohortNode.AddPacs(configuration, "orthanc", orthanc, "ORTHANC", "orthanc", "Move");
        CohortNode.AddPacs(configuration, Whole, whole, DcmQrScp.AeTitle, "dcmqrscp", "Move");
        foreach (var (name, port) in shelves)
            CohortNode.AddPacs(configuration, name, port, DcmQrScp.AeTitle, "dcmqrscp", "Move");
        configuration["projects"] = new JsonArray([.. shelves.Keys.Prepend("orthanc").Select(name => (JsonNode)new JsonObject
        {
            ["name"] = name, ["aeTitles"] = new JsonArray(name.ToUpperInvariant()), ["assemblyIdle"] = "3s", ["destinations"] = new JsonArray("archive"),
        })]);
        configuration["peers"]!.AsArray().Add(new JsonObject { ["aeTitle"] = "ARCHIVE", ["addresses"] = new JsonArray("127.0.0.0/8") });
    }

    private static string Criteria(string name, string pacs) =>
        $$"""
        name: {{name}}
        pacs: {{pacs}}
        keys: { PatientID: '*' }
        """;

    /// <summary>What came, what was held and why, what is committed.</summary>
    private static void Check(IReadOnlyList<JsonElement> studies, IReadOnlyList<Delivered> delivered, TwiceLoaded loaded, int inArchive)
    {
        foreach (var pacs in delivered.GroupBy(instance => instance.Source.CallingAeTitle))
        {
            TestContext.Out.WriteLine($"{pacs.Key}: {pacs.Count()} instances of {pacs.Select(instance => instance.Source.StudyId).Distinct().Count()} studies came");
            WayReport.WriteHeld(pacs.Key, pacs);
        }

        foreach (var group in studies.GroupBy(study => study.GetProperty("state").GetString()))
            TestContext.Out.WriteLine($"{group.Key}: {group.Count()} studies, {group.Sum(InstancesOf)} instances");
        var uids = loaded.Files.Select(file => file.Item!.SopInstanceUid).ToList();
        Assert.Multiple(() =>
        {
            foreach (var pacs in new[] { DcmQrScp.AeTitle, "ORTHANC" })
                Assert.That(delivered.Where(instance => instance.Source.CallingAeTitle == pacs).Select(UidOf), Is.EquivalentTo(uids), $"every file, once, from {pacs}");
            Assert.That(delivered.SelectMany(instance => instance.Reason.Split(" + ", StringSplitOptions.RemoveEmptyEntries)).Distinct().Except(Expected.Keys), Is.Empty, "reasons that nobody has explained");
            Assert.That(studies.Select(study => study.GetProperty("state").GetString()), Has.All.AnyOf("Committed", "Rejected"));
            Assert.That(inArchive, Is.EqualTo(studies.Where(study => study.GetProperty("state").GetString() == "Committed").Sum(InstancesOf)), "what is committed is there, and nothing else");
        });
    }

    private static int InstancesOf(JsonElement study) => study.GetProperty("instances").GetInt32();

    private static string UidOf(Delivered instance) =>
        DicomFile.Open(instance.Source.Path, instance.Source.Offset, instance.Source.Length).Dataset.GetString(DicomTag.SOPInstanceUID);
}

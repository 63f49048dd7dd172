using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Queries;

/// <summary>Other people's programs query and retrieve the node; what they get is what pydicom finds in the same files.</summary>
[TestFixture]
internal sealed class QueryScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Test]
    public async Task Dcmtk_finds_moves_and_gets_what_pydicom_finds_in_the_copies()
    {
        Dcmtk.Require("findscu", "movescu", "getscu", "storescp", "dcmsend");
        await PydicomFilter.RequireAsync();
        using var folder = ProofFolder.Make("query-dcmtk");
        await using var target = await StoreScp.StartAsync(folder.Combine("moved"));
        await using var node = new NodeUnderTest("query-dcmtk-node", c => Grant(c, DcmtkAsker.AeTitle, target.Port));
        await node.StartAsync();
        await FillAsync(node, folder.Combine("in"));
        var copies = Path.Combine(node.DataFolder, "studies");
        var asker = new DcmtkAsker(node.DicomPort, folder.Path);

        var all = await PydicomFilter.FindAsync(copies, "STUDY", []);
        Assert.That(all, Has.Count.AtLeast(6));
        await CompareStudiesAsync(asker, copies, all);
        foreach (var study in all)
            await CompareBelowAsync(asker, copies, study);

        var images = await PydicomFilter.FindAsync(copies, "IMAGE", ["StudyInstanceUID=" + all[0]]);
        Assert.That(await asker.GetAsync("-S", "STUDY", "StudyInstanceUID=" + all[0]), Is.EqualTo(images));
        var moved = await asker.MoveAsync("-S", "STUDY", DcmtkAsker.AeTitle, "StudyInstanceUID=" + all[0]);
        Assert.That(moved.Status, Is.Zero, moved.Output + moved.Error);
        Assert.That(DcmtkAsker.UidsIn(target.Folder), Is.EqualTo(images));

        var rogue = await asker.MoveAsync("-S", "STUDY", "SENDER", "StudyInstanceUID=" + all[0]);
        Assert.That(rogue.Output + rogue.Error, Does.Contain("0xa801").IgnoreCase.Or.Contain("MoveDestinationUnknown"));
        Assert.That(target.Files, Has.Count.EqualTo(images.Count), "nothing more came");
    }

    [Test]
    public async Task Orthanc_finds_the_copies_and_has_them_moved_to_itself()
    {
        await PydicomFilter.RequireAsync();
        using var folder = ProofFolder.Make("query-orthanc");
        await using var node = new NodeUnderTest("query-orthanc-node");
        await using var reader = await Orthanc.StartAsync(folder.Combine("reader"), "ORTHANC", node.DicomPort);
        node.Change(c => Grant(c, "ORTHANC", reader.Port));
        await node.StartAsync();
        await FillAsync(node, folder.Combine("in"));
        var copies = Path.Combine(node.DataFolder, "studies");

        var modalities = new JsonObject { ["ModalitiesInStudy"] = "CT" };
        var (query, found) = await reader.QueryAsync("Study", modalities);
        Assert.That(found.Order(StringComparer.Ordinal), Is.EqualTo(await PydicomFilter.FindAsync(copies, "STUDY", ["ModalitiesInStudy=CT"])));
        await reader.RetrieveAsync(query, "ORTHANC");
        var expected = await PydicomFilter.FindAsync(copies, "IMAGE", ["ModalitiesInStudy=CT"]);
        Assert.That(await reader.InstancesAsync(), Has.Count.EqualTo(expected.Count));
    }

    private static async Task CompareStudiesAsync(DcmtkAsker asker, string copies, IReadOnlyList<string> all)
    {
        var patients = await PydicomFilter.FindAsync(copies, "PATIENT", []);
        string[][] queries =
        [
            [], ["PatientID=" + patients[0]], ["PatientID=" + patients[0][..^2] + "*"], ["PatientID=*" + patients[0][^4..]], ["PatientID=nobody"],
            ["ModalitiesInStudy=CT"], ["ModalitiesInStudy=M?"], ["ModalitiesInStudy=*"], ["StudyDate=19000101-"], ["StudyDate=-20991231", "ModalitiesInStudy=CT"],
            ["StudyInstanceUID=" + all[0]], [$"StudyInstanceUID={all[0]}\\{all[1]}\\1.2.3"], ["PatientSex=O"], ["PatientName=*"],
        ];
        foreach (var keys in queries)
        {
            var expected = await PydicomFilter.FindAsync(copies, "STUDY", keys);
            Assert.That(await asker.FindAsync("-S", "STUDY", keys), Is.EqualTo(expected), string.Join(' ', keys));
        }

        Assert.That(await asker.FindAsync("-P", "PATIENT", ["PatientID=*"]), Is.EqualTo(patients));
    }

    private static async Task CompareBelowAsync(DcmtkAsker asker, string copies, string study)
    {
        var at = "StudyInstanceUID=" + study;
        var series = await PydicomFilter.FindAsync(copies, "SERIES", [at]);
        Assert.That(await asker.FindAsync("-S", "SERIES", [at]), Is.EqualTo(series));
        foreach (var keys in series.SelectMany(uid => new string[][] { [at, "SeriesInstanceUID=" + uid], [at, "SeriesInstanceUID=" + uid, "InstanceNumber=1"] }))
            Assert.That(await asker.FindAsync("-S", "IMAGE", keys), Is.EqualTo(await PydicomFilter.FindAsync(copies, "IMAGE", keys)), string.Join(' ', keys));
    }

    /// <summary>Made-up studies of several patients, and real files where they are.</summary>
    private static async Task FillAsync(NodeUnderTest node, string folder)
    {
        for (var study = 1; study <= 6; study++)
        {
            var number = study;
            CanaryFiles.Write(folder, study, study, change: dataset => dataset.AddOrUpdate(DicomTag.PatientID, $"{CanaryFiles.Marker}P{number / 2}"));
        }

        if (SharedFolder.Find() is { } shared)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, "corpus", "pydicom", "dicomdirtests"), "*", SearchOption.AllDirectories).Where(file => !file.Contains("DICOMDIR", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(folder, $"real{Guid.NewGuid():N}.dcm"));
        }

        var sent = await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder);
        Assert.That(sent.Status, Is.Zero, sent.Output + sent.Error);
        await node.SettledStatesAsync(6, Patience);
    }

    private static void Grant(JsonObject configuration, string aeTitle, int port)
    {
        configuration["peers"]!.AsArray().Add(new JsonObject
        {
            ["aeTitle"] = aeTitle,
            ["addresses"] = new JsonArray("127.0.0.0/8"),
            ["query"] = new JsonArray("trial"),
            ["moveDestinations"] = new JsonArray(aeTitle),
        });
        configuration["moveDestinations"] = new JsonArray(new JsonObject { ["aeTitle"] = aeTitle, ["host"] = "127.0.0.1", ["port"] = port });
    }
}

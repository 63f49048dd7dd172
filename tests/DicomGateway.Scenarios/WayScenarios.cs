using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios;

/// <summary>The whole way with other people's programs at both ends.</summary>
[TestFixture]
internal sealed class WayScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Test]
    public async Task Storescu_to_gateway_to_storescp_arrives_deidentified()
    {
        Dcmtk.Require("storescu", "storescp", "dcmdump");
        using var folder = ProofFolder.Make("way-scp");
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        await using var node = new NodeUnderTest("way-scp-node", c => c.AddArchive(archive.Port, "ARCHIVE"));
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 3);
        CanaryFiles.Write(folder.Combine("in"), 2, 2);

        var sent = await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("in"));
        Assert.That(sent.Status, Is.Zero, sent.Output + sent.Error);
        Assert.That(await node.SettledStatesAsync(2, Patience), Is.All.EqualTo("Forwarded"), await node.ReadOutputAsync());
        Assert.That(archive.Files, Has.Count.EqualTo(5));
        foreach (var file in archive.Files)
        {
            var (text, complaints) = await Dcmtk.DumpAsync(file);
            Assert.That(complaints, Is.Empty);
            Assert.That(text, Does.Not.Contain(CanaryFiles.Marker).And.Not.Contain(CanaryFiles.UidMarker));
            Assert.That(text, Does.Contain("(0012,0062) CS [YES]"));
        }
    }

    [Test]
    public async Task Orthanc_to_gateway_to_orthanc_arrives_deidentified()
    {
        using var folder = ProofFolder.Make("way-orthanc");
        await using var gateway = new NodeUnderTest("way-orthanc-node");
        await using var pacs = await Orthanc.StartAsync(folder.Combine("pacs"), "SENDER", gateway.DicomPort);
        await using var archive = await Orthanc.StartAsync(folder.Combine("archive"), "ARCHIVE", gateway.DicomPort);
        await StartAsync(gateway, archive.Port);
        CanaryFiles.Write(folder.Combine("in"), 7, 4);
        foreach (var file in Directory.EnumerateFiles(folder.Combine("in")))
            await pacs.UploadAsync(file);

        await pacs.SendAllAsync();
        Assert.That(await gateway.SettledStatesAsync(1, Patience), Is.All.EqualTo("Forwarded"), await gateway.ReadOutputAsync());
        var instances = await archive.InstancesAsync();
        Assert.That(instances, Has.Count.EqualTo(4));
        var dataset = DicomFile.Open(new MemoryStream(await archive.FileAsync(instances[0]))).Dataset;
        Assert.Multiple(() =>
        {
            Assert.That(dataset.GetString(DicomTag.PatientIdentityRemoved), Is.EqualTo("YES"));
            Assert.That(dataset.GetString(DicomTag.PatientID), Does.Not.Contain(CanaryFiles.Marker).And.Not.Empty);
            Assert.That(dataset.GetString(DicomTag.StudyInstanceUID), Does.StartWith("2.25."));
        });
    }

    [Test]
    public async Task Same_study_in_halves_gives_one_study_with_the_same_keys()
    {
        Dcmtk.Require("dcmsend", "storescp");
        using var folder = ProofFolder.Make("way-late");
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        await using var node = new NodeUnderTest("way-late-node", c => c.AddArchive(archive.Port, "ARCHIVE"));
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("first"), 3, 2);
        CanaryFiles.Write(folder.Combine("late"), 3, 2, first: 3);

        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("first"))).Status, Is.Zero);
        await node.SettledStatesAsync(1, Patience);
        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("late"))).Status, Is.Zero);
        await Eventually.TrueAsync("the late half arrives", Patience, () => Task.FromResult(archive.Files.Count == 4));

        var datasets = archive.Files.Select(file => DicomFile.Open(file).Dataset).ToList();
        Assert.That(datasets.Select(d => d.GetString(DicomTag.StudyInstanceUID)).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(datasets.Select(d => d.GetString(DicomTag.PatientID)).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(await node.StudiesAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Stopped_before_forwarding_node_resumes_without_duplicates()
    {
        Dcmtk.Require("dcmsend", "storescp");
        using var folder = ProofFolder.Make("way-resume");
        var port = GatewayProcess.FreePort();
        await using var node = new NodeUnderTest("way-resume-node", c => c.AddArchive(port, "ARCHIVE"));
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 4, 5);
        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);
        await Eventually.TrueAsync("the study waits for its archive", Patience, async () => (await node.StudiesAsync()) is [var study] && study.GetProperty("state").GetString() is "Forwarding" or "Inspected");
        Assert.That(await node.StopAsync(), Is.Zero, "an orderly stop");

        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"), port);
        await node.StartAsync();
        Assert.That(await node.SettledStatesAsync(1, Patience), Is.All.EqualTo("Forwarded"));
        Assert.That(archive.Files, Has.Count.EqualTo(5));
    }

    private static async Task StartAsync(NodeUnderTest template, int archivePort)
    {
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(template.ConfigurationFile))!.AsObject();
        configuration.AddArchive(archivePort, "ARCHIVE");
        await File.WriteAllTextAsync(template.ConfigurationFile, configuration.ToJsonString());
        await template.StartAsync();
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Corpus;

/// <summary>The corpus from three senders of other makers to two archives at once.</summary>
[TestFixture]
[Category("Corpus")]
internal sealed class WholeWayScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Senders = ["STORESCU", "DCMSEND", "TRIAL"];

    [Test]
    public async Task Corpus_from_storescu_dcmsend_and_Orthanc_arrives_deidentified_in_Orthanc_and_storescp()
    {
        Dcmtk.Require("storescu", "dcmsend", "storescp", "dcmdump");
        var files = CorpusFile.All();
        using var folder = ProofFolder.Make("corpus-way");
        await using var node = new NodeUnderTest("corpus-way-node");
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        await using var orthanc = await Orthanc.StartAsync(folder.Combine("orthanc"), "ORTHANC", node.DicomPort);
        await using var pacs = await Orthanc.StartAsync(folder.Combine("pacs"), "SENDER", node.DicomPort);
        Configure(node, archive.Port, orthanc.Port);
        await node.StartAsync();
        await SendAsync(node, pacs, [.. files.Where(file => file.Item is not null).Select(file => file.Path)]);
        await node.SettledStatesAsync(100, Patience);
        Assert.That(await node.StopAsync(), Is.Zero);

        var delivered = await Delivered.ReadAsync(node);
        var fromOrthanc = await DownloadAsync(orthanc, folder.Combine("read"));
        var check = new ArrivalCheck();
        foreach (var instance in delivered)
        {
            var original = DicomFile.Open(instance.Source.Path, instance.Source.Offset, instance.Source.Length);
            foreach (var (destination, uid) in instance.Outputs)
            {
                var arrived = destination == "orthanc" ? fromOrthanc.GetValueOrDefault(uid) : archive.Files.FirstOrDefault(file => file.EndsWith('.' + uid, StringComparison.Ordinal));
                if (arrived is null)
                    check.Complaints.Add($"{destination} lacks an instance that it confirmed");
                else
                    check.Add(instance.Source.CalledAeTitle, original, arrived, $"{instance.Source.CalledAeTitle} to {destination}, {NameOf(instance, files)}");
            }
        }

        WayReport.Write(delivered, files, check);
        await ReadByOthersAsync(folder.Combine("archive"), folder.Combine("read"));
        Assert.That(check.Complaints, Is.Empty);
        foreach (var sender in Senders)
            Assert.That(delivered.Count(instance => instance.Source.CalledAeTitle == sender && instance.Outputs.Count == 2), Is.GreaterThan(100), sender);
    }

    internal static string NameOf(Delivered instance, IReadOnlyList<CorpusFile> files)
    {
        var uid = DicomFile.Open(instance.Source.Path, instance.Source.Offset, instance.Source.Length).Dataset.GetUID(DicomTag.SOPInstanceUID)?.UID;
        return files.FirstOrDefault(file => file.Item?.SopInstanceUid == uid)?.Name ?? "a file";
    }

    private static async Task SendAsync(NodeUnderTest node, Orthanc pacs, string[] paths)
    {
        var port = node.DicomPort.ToString(CultureInfo.InvariantCulture);
        var dcmsend = Tool.TryRunAsync("dcmsend", ["-dn", "-nuc", "-nh", "-aet", "SENDER", "-aec", "DCMSEND", "localhost", port, .. paths]);
        var storescu = Tool.TryRunAsync("storescu", ["-R", "-nh", "-aet", "SENDER", "-aec", "STORESCU", "localhost", port, .. paths]);
        var refused = 0;
        foreach (var path in paths)
            refused += await pacs.TryUploadAsync(path) ? 0 : 1;
        TestContext.Out.WriteLine($"Orthanc refuses {refused} files itself");
        foreach (var failure in (await pacs.SendSeriesAsync()).CountBy(text => text))
            TestContext.Out.WriteLine($"Orthanc could not send {failure.Value} series: {failure.Key}");
        await Task.WhenAll(dcmsend, storescu);
    }

    private static void Configure(NodeUnderTest node, int storescp, int orthanc)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(node.ConfigurationFile))!.AsObject();
        configuration.AddArchive(storescp, "ARCHIVE");
        configuration["destinations"]!.AsArray().Add(new JsonObject { ["name"] = "orthanc", ["host"] = "localhost", ["port"] = orthanc, ["calledAeTitle"] = "ORTHANC" });
        configuration["projects"] = new JsonArray([.. Senders.Select(sender => (JsonNode)new JsonObject
        {
            ["name"] = sender.ToLowerInvariant(), ["aeTitles"] = new JsonArray(sender), ["assemblyIdle"] = "3s", ["destinations"] = new JsonArray("archive", "orthanc"),
        })]);
        File.WriteAllText(node.ConfigurationFile, configuration.ToJsonString());
    }

    /// <returns>Files by SOP Instance UID.</returns>
    private static async Task<Dictionary<string, string>> DownloadAsync(Orthanc orthanc, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new Dictionary<string, string>();
        foreach (var instance in await orthanc.InstancesAsync())
        {
            var path = Path.Combine(folder, instance);
            await File.WriteAllBytesAsync(path, await orthanc.FileAsync(instance));
            files[DicomFile.Open(path).Dataset.GetString(DicomTag.SOPInstanceUID)] = path;
        }

        return files;
    }

    private static async Task ReadByOthersAsync(params string[] folders)
    {
        const string script = "import sys,os,pydicom\nn=0\nfor d in sys.argv[1:]:\n  for f in sorted(os.listdir(d)):\n    s=pydicom.dcmread(os.path.join(d,f)); n+=sum(1 for e in s.iterall())>0\nprint(n)";
        foreach (var folder in folders)
        {
            var (_, _, complaints) = await Tool.TryRunAsync("dcmdump", "-q", "+r", "+sd", "+P", "0012,0062", folder);
            Assert.That(complaints, Is.Empty, "dcmdump");
        }

        if (!File.Exists("/usr/bin/python3") || (await Tool.TryRunAsync("/usr/bin/python3", "-c", "import pydicom")).Status != 0)
        {
            Assert.Warn("pydicom is missing: what it says about the output was left out.");
            return;
        }

        var (status, output, error) = await Tool.TryRunAsync("/usr/bin/python3", ["-W", "ignore", "-c", script, .. folders]);
        Assert.That(status, Is.Zero, error);
        TestContext.Out.WriteLine($"read by dcmdump without complaint and by pydicom: {output.Trim()} files");
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Sending;
using DicomGateway.Testing;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Scenarios;

/// <summary>Real files that this project did not write.</summary>
[TestFixture]
internal sealed class CorpusScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static string Corpus => SharedFolder.Find() is { } shared && Directory.Exists(Path.Combine(shared, "corpus"))
        ? Path.Combine(shared, "corpus")
        : throw new IgnoreException("../shared/corpus is absent.");

    [Test]
    public async Task Every_file_that_can_be_sent_is_kept_byte_for_byte()
    {
        var corpus = Corpus;
        await using var node = new NodeUnderTest("corpus-bytes", c => c.Project()["assemblyIdle"] = "1d");
        await node.StartAsync();
        var sent = await Tool.TryRunAsync(
            GatewayProcess.Executable, "send", $"localhost:{node.DicomPort}", corpus, "--aet", "SENDER", "--aec", "TRIAL", "--json");
        using var report = JsonDocument.Parse(sent.Output);
        var results = report.RootElement.GetProperty("results").EnumerateArray().ToList();
        var stored = results.Where(r => r.GetProperty("isStored").GetBoolean()).Select(r => r.GetProperty("file").GetString()!).ToList();
        Assert.That(await node.StopAsync(), Is.Zero);

        var kept = await KeptHashesAsync(node);
        var wrong = stored.Where(file => !kept.Contains(HashOfDataset(file))).ToList();
        TestContext.Out.WriteLine($"{stored.Count} of {results.Count} sent, {report.RootElement.GetProperty("skipped").GetInt32()} files are no instance that could be sent");
        Assert.That(wrong, Is.Empty);
        Assert.That(stored, Has.Count.EqualTo(results.Count));
        Assert.That(stored, Has.Count.GreaterThan(600));
    }

    [Test]
    public async Task Corpus_sent_by_dcmtk_arrives_deidentified_in_storescp_and_orthanc()
    {
        Dcmtk.Require("dcmsend", "storescp", "dcmdump");
        var corpus = Corpus;
        using var folder = ProofFolder.Make("corpus");
        await using var node = new NodeUnderTest("corpus-node");
        await using var storescp = await StoreScp.StartAsync(folder.Combine("archive"));
        await using var orthanc = await Orthanc.StartAsync(folder.Combine("orthanc"), "ORTHANC", node.DicomPort);
        AddArchives(node, storescp.Port, orthanc.Port);
        await node.StartAsync();
        var sent = await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", corpus, "--no-uid-checks");
        TestContext.Out.WriteLine($"dcmsend ended with {sent.Status}");
        await node.SettledStatesAsync(1, Patience);

        var ledger = (await node.CommandAsync("check", "--config", node.ConfigurationFile)).Output;
        TestContext.Out.WriteLine(ledger);
        await ReportHoldsAsync(node);
        Assert.That(storescp.Files, Has.Count.GreaterThan(150));
        Assert.That(await orthanc.InstancesAsync(), Has.Count.EqualTo(storescp.Files.Count));
        foreach (var file in storescp.Files)
        {
            Assert.That(DicomFile.Open(file).Dataset.GetString(DicomTag.PatientIdentityRemoved), Is.EqualTo("YES"));
            Assert.That((await Dcmtk.DumpAsync(file)).Complaints, Does.Not.Contain("E:"), file);
        }
    }

    private static void AddArchives(NodeUnderTest node, int storescp, int orthanc)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(node.ConfigurationFile))!.AsObject();
        configuration.AddArchive(storescp, "ARCHIVE");
        configuration["destinations"]!.AsArray().Add(new JsonObject { ["name"] = "orthanc", ["host"] = "localhost", ["port"] = orthanc, ["calledAeTitle"] = "ORTHANC" });
        configuration.Project()["destinations"] = new JsonArray("archive", "orthanc");
        File.WriteAllText(node.ConfigurationFile, configuration.ToJsonString());
    }

    private static async Task ReportHoldsAsync(NodeUnderTest node)
    {
        using var holds = JsonDocument.Parse((await node.CommandAsync("hold", "list", "--json")).Output);
        var reasons = holds.RootElement.EnumerateArray()
            .SelectMany(hold => hold.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("severity").GetString() == "Hold")
                .Select(f => f.GetProperty("code").GetString()!).Distinct())
            .GroupBy(code => code).OrderByDescending(group => group.Count());
        foreach (var reason in reasons)
            TestContext.Out.WriteLine($"{reason.Count(),5} studies held: {reason.Key}");
    }

    private static string HashOfDataset(string file)
    {
        using var stream = File.OpenRead(file);
        stream.Position = SendFiles.Read(file)!.DatasetOffset;
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Hashes of the bytes that lie in the spool, not of what the records say.</summary>
    private static async Task<HashSet<string>> KeptHashesAsync(NodeUnderTest node)
    {
        var configuration = ConfigurationLoader.Load(node.ConfigurationFile, node.DataFolder);
        await using var opened = await NodeStorage.OpenAsync(configuration, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var hashes = new HashSet<string>();
        foreach (var study in await opened.Storage.Records.Studies.ListAsync(new StudyFilter { Limit = 100_000 }, CancellationToken.None))
        {
            foreach (var instance in await opened.Storage.Records.Instances.ListAsync(study.StudyId, CancellationToken.None))
            {
                await using var file = File.OpenRead(instance.Path);
                var bytes = new byte[instance.Offset + instance.Length - instance.DataSetOffset];
                file.Position = instance.DataSetOffset;
                await file.ReadExactlyAsync(bytes);
                hashes.Add(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            }
        }

        return hashes;
    }
}

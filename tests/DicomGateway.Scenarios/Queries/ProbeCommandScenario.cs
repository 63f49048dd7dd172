using System.Globalization;
using System.Text.Json;
using DicomGateway.Dicom.Data;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Queries;

/// <summary>An administrator probes a PACS, keeps what was found, and queries it by its name.</summary>
[TestFixture]
internal sealed class ProbeCommandScenario
{
    [Test]
    public async Task Item_7_probe_is_kept_in_the_service_and_the_pacs_is_known_by_its_name()
    {
        Dcmtk.Require("dcmqrscp", "storescu");
        using var folder = ProofFolder.Make("probe");
        await using var pacs = await DcmQrScp.StartAsync(folder.Combine("pacs"), "TRIAL", GatewayProcess.FreePort());
        CanaryFiles.Write(folder.Combine("in"), 1, 2, change: dataset => dataset.AddOrUpdate(DicomTag.StudyDate, "20240115"));
        Assert.That((await Dcmtk.StoreScuAsync(pacs.Port, DcmQrScp.AeTitle, folder.Combine("in"))).Status, Is.Zero);
        await using var node = new NodeUnderTest("probe-node");
        await node.StartAsync();
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{pacs.Port}");

        var probed = await node.CommandAsync("probe", address, "--aec", DcmQrScp.AeTitle, "--aet", "TRIAL", "--save", "main", "--json");
        Assert.That(probed.Status, Is.Zero, probed.Output + probed.Error);
        using var report = JsonDocument.Parse(probed.Output);
        Assert.That(report.RootElement.GetProperty("profile").GetProperty("unmatchedKeys").EnumerateArray().Select(key => key.GetString()), Does.Contain("SeriesDescription"));
        Assert.That(probed.Output, Does.Not.Contain(CanaryFiles.Marker).And.Not.Contain(CanaryFiles.UidMarker), "nothing in a report identifies a patient");

        var queried = await node.CommandAsync("query", "main", "--format", "csv", "-k", "StudyDate=20240101-20240131", "-k", "PatientID");
        Assert.That(queried.Status, Is.Zero, queried.Output + queried.Error);
        Assert.That(queried.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2));
        Assert.That(queried.Output, Does.StartWith("StudyDate,PatientID,").And.Contain("20240115"));
        Assert.That((await node.CommandAsync("query", "nobody")).Status, Is.EqualTo(4), "there is no such PACS");
        Assert.That(await node.ReadOutputAsync(), Does.Not.Contain(CanaryFiles.Marker));
    }
}

using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios;

/// <summary>Planted values are hunted in everything that the node writes, on good ways and bad ones, at debug level.</summary>
[TestFixture]
internal sealed class CanaryScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Test]
    public async Task No_planted_value_is_found_outside_the_spool()
    {
        Dcmtk.Require("storescu", "storescp");
        using var folder = ProofFolder.Make("canary");
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        await using var node = new NodeUnderTest("canary-node", c =>
        {
            c.AddArchive(archive.Port, "ARCHIVE");
            c["logging"] = new System.Text.Json.Nodes.JsonObject { ["level"] = "Verbose" };
        });
        await node.StartAsync();
        var input = folder.Combine("in");
        CanaryFiles.Write(input, 1, 3);
        CanaryFiles.Write(input, 2, 1, change: d => d.AddOrUpdate(DicomTag.PatientID, ""));
        CanaryFiles.Write(input, 3, 1, change: d => d.AddOrUpdate(DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage));
        CanaryFiles.Write(input, 4, 1, change: d => d.AddOrUpdate(DicomTag.PatientName, CanaryFiles.Marker + "^Broken\0\u0001"));
        await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", input);
        await SendSameUidAgainAsync(node, folder);
        await Dcmtk.StoreScuAsync(node.DicomPort, "NOBODY", input);
        await node.SettledStatesAsync(4, Patience);

        var places = await PlacesAsync(node, archive);
        Assert.That(await node.StopAsync(), Is.Zero);
        places.AddRange(FilesOf(node));
        var found = places.Where(place => HasCanary(place.Bytes) || HasCanary(Encoding.UTF8.GetBytes(place.Name))).Select(place => place.Name);
        Assert.That(found, Is.Empty);
    }

    /// <summary>The same SOP Instance UID with other content: both are kept, the study is held.</summary>
    private static async Task SendSameUidAgainAsync(NodeUnderTest node, ProofFolder folder)
    {
        CanaryFiles.Write(folder.Combine("again"), 1, 1, change: d => d.AddOrUpdate(DicomTag.PatientComments, CanaryFiles.Marker + " changed"));
        var again = await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("again"));
        Assert.That(again.Status, Is.Zero, again.Error);
    }

    private static async Task<List<(string Name, byte[] Bytes)>> PlacesAsync(NodeUnderTest node, StoreScp archive)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{node.HealthPort}/") };
        var places = new List<(string Name, byte[] Bytes)>();
        foreach (var page in new[] { "metrics", "health/live", "health/ready" })
            places.Add((page, await http.GetByteArrayAsync(new Uri(page, UriKind.Relative))));
        Assert.That(Encoding.UTF8.GetString(places[0].Bytes), Does.Contain("dicomgateway_instances_received_total{project=\"trial\"}"), "counted before anybody asked");
        foreach (var command in new[] { "studies", "study 1", "study 2", "study 3", "study 4", "hold list" })
        {
            var (_, output, error) = await node.CommandAsync(command.Split(' '));
            places.Add((command, Encoding.UTF8.GetBytes(output + error)));
        }

        Assert.That(archive.Files, Is.Not.Empty);
        places.AddRange(archive.Files.Select(file => ($"sent: {file}", File.ReadAllBytes(file))));
        return places;
    }

    /// <summary>Everything below the node's folder but the originals themselves; the archive's copies were looked at already.</summary>
    private static IEnumerable<(string Name, byte[] Bytes)> FilesOf(NodeUnderTest node) =>
        Directory.EnumerateFileSystemEntries(node.Folder, "*", SearchOption.AllDirectories)
            .Select(path => (path, File.Exists(path) && !path.StartsWith(Path.Combine(node.DataFolder, "spool"), StringComparison.Ordinal) ? File.ReadAllBytes(path) : []));

    private static bool HasCanary(byte[] bytes) =>
        bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(CanaryFiles.Marker)) >= 0
        || bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(CanaryFiles.UidMarker)) >= 0
        || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(CanaryFiles.Marker)) >= 0;
}

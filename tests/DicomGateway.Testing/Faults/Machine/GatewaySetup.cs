using System.Text.Json;

namespace DicomGateway.Testing.Faults.Machine;

/// <summary>One node of a proof: its folders, its ports and the archive behind it.</summary>
public sealed record GatewaySetup
{
    /// <summary>Where the configuration and the keys are kept, in folders of their own.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Its path must leave room for a local socket: at most 90 characters.</summary>
    public required string DataFolder { get; init; }

    public required int DicomPort { get; init; }

    /// <summary>Port of the archive; 0 for a project without destination.</summary>
    public int ArchivePort { get; init; }

    /// <summary>Program and arguments to start the node under, such as strace.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>Names the configuration, the log and the output of this node among others of the same work folder.</summary>
    public string ConfigurationName { get; init; } = "gateway";

    public string Configuration => Path.Combine(WorkFolder, "config", ConfigurationName + ".json");

    public string Output => Path.Combine(WorkFolder, ConfigurationName + ".txt");

    /// <summary>The keys are written by the node at its first start and shared by all nodes of a work folder.</summary>
    public void WriteConfiguration()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Configuration)!);
        Directory.CreateDirectory(Path.Combine(WorkFolder, "keys"));
        Directory.CreateDirectory(DataFolder);
        var destinations = ArchivePort == 0 ? [] : new object[] { new { name = "archive", host = "127.0.0.1", port = ArchivePort, calledAeTitle = "ARCHIVE", proof = "None" } };
        File.WriteAllText(Configuration, JsonSerializer.Serialize(new
        {
            keyFile = Path.Combine(WorkFolder, "keys", "keys.json"),
            listeners = new { dicom = new { address = "127.0.0.1", port = DicomPort } },
            storage = new { watermarkMegabytes = 16 },
            logging = new { level = "Information", folder = Path.Combine(WorkFolder, "logs", ConfigurationName) },
            destinations,
            projects = new object[] { new { name = "proof", aeTitles = new[] { "PROOF" }, destinations = ArchivePort == 0 ? [] : new[] { "archive" }, assemblyIdle = "1s" } },
            peers = new object[] { new { aeTitle = "SENDER", addresses = new[] { "127.0.0.1" } } },
        }));
    }
}

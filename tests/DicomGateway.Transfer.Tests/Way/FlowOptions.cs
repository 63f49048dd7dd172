using System.Net;
using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>One project under the profile that ships, one known sender, and the archives of the test.</summary>
internal static class FlowOptions
{
    public static TransferOptions For(ScriptedArchive[] archives) => new()
    {
        Projects =
        [
            new TransferProject
            {
                Name = "trial",
                AeTitles = [FlowNode.AeTitle],
                Curation = new CurationOptions(),
                Profile = DeidentificationProfile.Load(ProfilePath()),
                Destinations = [.. archives.Select((_, index) => $"archive-{index}")],
                AssemblyIdle = TimeSpan.FromSeconds(5),
            },
        ],
        Archives =
        [
            .. archives.Select((archive, index) => new ArchiveOptions
            {
                Name = $"archive-{index}",
                Client = new DicomClientOptions { Host = "127.0.0.1", Port = archive.Port, CalledAeTitle = "ARCHIVE", CallingAeTitle = "GATEWAY", Association = Patient },
            }),
        ],
        Admission = new AdmissionOptions { Peers = [new PeerAccess { CallingAeTitle = FlowNode.Sender, Addresses = [IPNetwork.Parse("127.0.0.0/8")] }] },
    };

    /// <summary>The test's clock runs ahead of a busy machine: an archive that answers at once must not seem to be silent for minutes.</summary>
    private static AssociationOptions Patient { get; } =
        new() { Timeouts = new AssociationTimeouts { Connect = ADay, Artim = ADay, Response = ADay, Write = ADay } };

    private static TimeSpan ADay => TimeSpan.FromDays(1);

    private static string ProfilePath()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "config", "profiles", "basic.json")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "config", "profiles", "basic.json");
    }
}

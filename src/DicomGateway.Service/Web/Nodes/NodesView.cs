using System.Globalization;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Pacs;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>Nodes, as their page shows them.</summary>
internal static class NodesView
{
    public static NodesModel Of(GatewayNode node, LoadedConfiguration configuration, PacsForm form) => new(
        [.. node.Pacs.Entries.Select(Pacs)],
        [.. configuration.Values.Peers.Select(Peer)],
        [.. configuration.Values.Destinations.Select(Destination)],
        [.. PacsProfileFiles.Names(configuration.Folder)],
        form);

    public static PacsForm FormOf(PacsEntry entry) => new()
    {
        Name = entry.Options.Name,
        Host = entry.Options.Host,
        Port = entry.Options.Port.ToString(CultureInfo.InvariantCulture),
        Called = entry.Options.CalledAeTitle,
        Calling = entry.Options.CallingAeTitle,
        Move = entry.Options.MoveDestination ?? "",
        Product = entry.Options.Profile,
        Way = entry.Options.Quirks?.Retrieval?.ToString() ?? "",
        PerMinute = entry.Options.Limits.StudiesPerMinute is > 0 and var rate ? rate.ToString(CultureInfo.InvariantCulture) : "",
        IsChange = true,
    };

    public static PacsForm Read(IFormCollection fields)
    {
        return new PacsForm
        {
            Name = Field("name"),
            Host = Field("host"),
            Port = Field("port"),
            Called = Field("called"),
            Calling = Field("calling"),
            Move = Field("move"),
            Product = Field("product"),
            Way = Field("way"),
            PerMinute = Field("perMinute"),
        };

        string Field(string name) => fields[name].ToString().Trim();
    }

    private static PacsView Pacs(PacsEntry entry) => new(
        entry.Options.Name,
        string.Create(CultureInfo.InvariantCulture, $"{entry.Options.Host}:{entry.Options.Port}"),
        entry.Options.CalledAeTitle,
        entry.Options.CallingAeTitle,
        entry.Options.MoveDestination,
        entry.Options.Profile,
        entry.Node?.Profile.Retrieval == Transfer.Jobs.Pacs.RetrievalMethod.Get ? "by C-GET" : "nowhere yet",
        entry.IsFromFile,
        entry.Node is not null);

    private static PeerView Peer(PeerOptions peer) => new(
        peer.AeTitle,
        peer.Addresses.Count == 0 ? "any address" : string.Join(", ", peer.Addresses),
        peer.CalledAeTitles.Count == 0 ? "every AE title" : string.Join(", ", peer.CalledAeTitles),
        peer.CertificateThumbprints.Count + peer.CertificateSubjects.Count > 0);

    private static DestinationView Destination(DestinationOptions destination) => new(
        destination.Name, destination.Type.ToString(), AddressOf(destination));

    private static string AddressOf(DestinationOptions destination) => destination.Host is { } host
        ? string.Create(CultureInfo.InvariantCulture, $"{host}:{destination.Port}")
        : destination.Url ?? destination.Folder ?? "";
}

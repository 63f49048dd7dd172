using System.Globalization;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Recorded;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Pacs;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>Nodes, as their page shows them.</summary>
internal static class NodesView
{
    public static NodesModel Of(GatewayNode node, LoadedConfiguration configuration, NodeForms forms) => new(
        [.. node.Pacs.Entries.Select(Pacs)],
        [.. node.Admission.Peers.Entries.Select(entry => Peer(entry.Options, State(node.Admission.Peers, entry, node.Admission.IsUsable(entry))))],
        [.. node.Admission.MoveDestinations.Entries.Select(entry => MoveDestination(entry.Options, State(node.Admission.MoveDestinations, entry, node.Admission.IsUsable(entry))))],
        [.. configuration.Values.Destinations.Select(Destination)],
        new NodeChoices(
            [.. PacsProfileFiles.Names(configuration.Folder)],
            ConfigurationRules.OwnAeTitles(configuration.Values),
            [.. configuration.Values.Projects.Select(project => project.Name)]),
        forms);

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
        Model = entry.Options.Quirks?.Model?.ToString() ?? "",
        Descends = entry.Options.Quirks?.DescendsFromPatients switch { true => "true", false => "false", null => "" },
        Associations = entry.Options.Limits.Associations.ToString(CultureInfo.InvariantCulture),
        PerMinute = Limit(entry.Options.Limits.StudiesPerMinute),
        QueriesPerMinute = Limit(entry.Options.Limits.QueriesPerMinute),
        BytesPerMinute = Limit(entry.Options.Limits.BytesPerMinute),
        Windows = WindowLines.Write(entry.Options.Limits.Windows),
        IsChange = true,
    };

    public static PeerForm FormOf(PeerOptions peer) => new()
    {
        AeTitle = peer.AeTitle,
        Addresses = string.Join('\n', peer.Addresses),
        Calls = peer.CalledAeTitles,
        Thumbprints = string.Join('\n', peer.CertificateThumbprints),
        Subjects = string.Join('\n', peer.CertificateSubjects),
        Query = peer.Query,
        MovesTo = peer.MoveDestinations,
        IsChange = true,
        IsOpen = true,
    };

    public static MoveDestinationForm FormOf(MoveDestinationOptions destination) => new()
    {
        AeTitle = destination.AeTitle,
        Host = destination.Host,
        Port = destination.Port.ToString(CultureInfo.InvariantCulture),
        HasTls = destination.Tls is not null,
        Authorities = destination.Tls?.Authorities ?? "",
        IsChange = true,
        IsOpen = true,
    };

    private static string Limit(long most) => most > 0 ? most.ToString(CultureInfo.InvariantCulture) : "";

    private static PacsView Pacs(PacsEntry entry) => new(
        entry.Options.Name,
        Address(entry.Options),
        entry.Options.CalledAeTitle,
        entry.Options.CallingAeTitle,
        entry.Options.MoveDestination,
        entry.Options.Profile,
        entry.Node?.Profile.Retrieval == Transfer.Jobs.Pacs.RetrievalMethod.Get ? "by C-GET" : "nowhere yet",
        new NodeState(entry.IsFromFile, entry.Node is not null, Texts(entry.Problems)));

    private static PeerView Peer(PeerOptions peer, NodeState state) => new(
        peer.AeTitle,
        peer.Addresses.Count == 0 ? "any address" : string.Join(", ", peer.Addresses),
        peer.CalledAeTitles.Count == 0 ? "every AE title" : string.Join(", ", peer.CalledAeTitles),
        peer.CertificateThumbprints.Count + peer.CertificateSubjects.Count > 0,
        string.Join(", ", peer.Query),
        string.Join(", ", peer.MoveDestinations),
        state);

    private static MoveDestinationView MoveDestination(MoveDestinationOptions destination, NodeState state) =>
        new(destination.AeTitle, Address(destination), destination.Tls is not null, state);

    private static DestinationView Destination(DestinationOptions destination) => new(
        destination.Name,
        destination.Type.ToString(),
        destination.Host is { } host ? string.Create(CultureInfo.InvariantCulture, $"{host}:{destination.Port}") : destination.Url ?? destination.Folder ?? "");

    private static NodeState State<T>(RecordedList<T> list, RecordedEntry<T> entry, bool isUsable)
        where T : class => new(entry.IsFromFile, isUsable, Texts(list.Problems(entry)));

    private static IReadOnlyList<string> Texts(IReadOnlyList<ConfigurationError> problems) =>
        [.. problems.Select(problem => $"{problem.Path.TrimStart('$', '.')}: {problem.What} {problem.Remedy}".TrimStart(':', ' '))];

    private static string Address(RemoteNodeOptions node) => string.Create(CultureInfo.InvariantCulture, $"{node.Host}:{node.Port}");
}

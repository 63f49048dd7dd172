namespace DicomGateway.Service.Web.Nodes;

/// <summary>Who the node speaks with.</summary>
public sealed record NodesModel(
    IReadOnlyList<PacsView> Pacs,
    IReadOnlyList<PeerView> Peers,
    IReadOnlyList<MoveDestinationView> MoveDestinations,
    IReadOnlyList<DestinationView> Destinations,
    NodeChoices Choices,
    NodeForms Forms);

/// <summary>What forms offer.</summary>
/// <param name="Products">Kinds of PACS.</param>
/// <param name="AeTitles">Ours.</param>
/// <param name="Projects">All of them.</param>
public sealed record NodeChoices(IReadOnlyList<string> Products, IReadOnlyList<string> AeTitles, IReadOnlyList<string> Projects);

/// <summary>The forms of the page; those that nobody uses are empty.</summary>
public sealed record NodeForms
{
    public PacsForm Pacs { get; init; } = new();

    public PeerForm Peer { get; init; } = new();

    public MoveDestinationForm MoveDestination { get; init; } = new();
}

/// <summary>Where an entry comes from, and what is wrong with it.</summary>
/// <param name="IsFromFile">It is changed in gateway.json, not here.</param>
/// <param name="IsUsable">It counts.</param>
/// <param name="Problems">What is wrong with it by now.</param>
public sealed record NodeState(bool IsFromFile, bool IsUsable, IReadOnlyList<string> Problems);

/// <summary>A PACS on record.</summary>
public sealed record PacsView(string Name, string Address, string CalledAeTitle, string CallingAeTitle, string? MoveDestination, string Product, string Way, NodeState State);

/// <summary>Somebody who may send, and perhaps query.</summary>
public sealed record PeerView(string AeTitle, string Addresses, string Calls, bool HasCertificate, string Query, string MovesTo, NodeState State);

/// <summary>Where peers may have studies moved to.</summary>
public sealed record MoveDestinationView(string AeTitle, string Address, bool HasTls, NodeState State);

/// <summary>Where de-identified studies go.</summary>
public sealed record DestinationView(string Name, string Kind, string Address);

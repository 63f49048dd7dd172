namespace DicomGateway.Service.Web.Nodes;

/// <summary>Who the node speaks with.</summary>
public sealed record NodesModel(
    IReadOnlyList<PacsView> Pacs, IReadOnlyList<PeerView> Peers, IReadOnlyList<DestinationView> Destinations, IReadOnlyList<string> Products, PacsForm Form);

/// <summary>A PACS on record.</summary>
public sealed record PacsView(string Name, string Address, string CalledAeTitle, string CallingAeTitle, string? MoveDestination, string Product, string Way, bool IsFromFile, bool IsUsable);

/// <summary>Somebody who may send.</summary>
public sealed record PeerView(string AeTitle, string Addresses, string Calls, bool HasCertificate);

/// <summary>Where de-identified studies go.</summary>
public sealed record DestinationView(string Name, string Kind, string Address);

/// <summary>The form of a PACS as it was typed.</summary>
public sealed record PacsForm
{
    public string Name { get; init; } = "";

    public string Host { get; init; } = "";

    public string Port { get; init; } = "104";

    public string Called { get; init; } = "";

    public string Calling { get; init; } = "DICOMGATEWAY";

    public string Move { get; init; } = "";

    public string Product { get; init; } = "generic";

    public string Way { get; init; } = "";

    public string PerMinute { get; init; } = "";

    /// <summary>It is a PACS that is there already.</summary>
    public bool IsChange { get; init; }
}

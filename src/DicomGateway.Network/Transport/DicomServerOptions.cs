using DicomGateway.Network.Association;

namespace DicomGateway.Network.Transport;

/// <summary>How a <see cref="DicomServer"/> behaves.</summary>
public sealed record DicomServerOptions
{
    /// <summary>The ports.</summary>
    public required IReadOnlyList<ListenerOptions> Listeners { get; init; }

    /// <summary>Limits, timeouts and name of its associations.</summary>
    public AssociationOptions Association { get; init; } = new();

    /// <summary>Connections at a time, with or without an association; the next is closed at once. File handles may allow fewer, see <see cref="DicomServer.MaximumConnections"/>.</summary>
    public int MaximumConnections { get; init; } = 2048;

    /// <summary>Connections of one address at a time; the next is closed at once.</summary>
    public int MaximumConnectionsPerPeer { get; init; } = 1024;

    /// <summary>Associations of one address at a time; the next is rejected for now.</summary>
    public int MaximumAssociationsPerPeer { get; init; } = 64;
}

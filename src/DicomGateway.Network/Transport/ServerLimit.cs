namespace DicomGateway.Network.Transport;

/// <summary>A limit of <see cref="DicomServerOptions"/> at which a server turns peers away.</summary>
public enum ServerLimit
{
    /// <summary>Connections at a time over all peers: the connection was closed unread.</summary>
    Connections,

    /// <summary>Connections at a time of one address: the connection was closed unread.</summary>
    ConnectionsPerPeer,

    /// <summary>Associations at a time of one address: the association was rejected for now (PS3.8 9.3.4, local limit exceeded).</summary>
    AssociationsPerPeer,
}

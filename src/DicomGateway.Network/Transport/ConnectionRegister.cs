using System.Net;

namespace DicomGateway.Network.Transport;

/// <summary>Who is connected, and whether there is room for one more.</summary>
internal sealed class ConnectionRegister(DicomServerOptions options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ServerConnection> _connections = [];
    private readonly Dictionary<IPAddress, int> _connectionsOf = [];
    private readonly Dictionary<IPAddress, int> _associationsOf = [];

    /// <summary>Connections at a time: the configured number, or what the file handles of the process allow.</summary>
    public int Maximum { get; } = HandleBudget.Connections(options.MaximumConnections);

    public IReadOnlyList<ServerConnection> All
    {
        get
        {
            lock (_gate)
                return [.. _connections];
        }
    }

    /// <summary>Adds the connection, or says which limit is in its way.</summary>
    public ServerLimit? Add(ServerConnection connection, IPAddress peer)
    {
        lock (_gate)
        {
            if (_connections.Count >= Maximum)
                return ServerLimit.Connections;
            if (!TryCount(_connectionsOf, peer, options.MaximumConnectionsPerPeer))
                return ServerLimit.ConnectionsPerPeer;
            _connections.Add(connection);
            return null;
        }
    }

    public void Remove(ServerConnection connection, IPAddress peer)
    {
        lock (_gate)
        {
            if (_connections.Remove(connection))
                Uncount(_connectionsOf, peer);
        }
    }

    public bool TryAddAssociation(IPAddress peer)
    {
        lock (_gate)
            return TryCount(_associationsOf, peer, options.MaximumAssociationsPerPeer);
    }

    public void RemoveAssociation(IPAddress peer)
    {
        lock (_gate)
            Uncount(_associationsOf, peer);
    }

    private static bool TryCount(Dictionary<IPAddress, int> counts, IPAddress peer, int most)
    {
        var count = counts.GetValueOrDefault(peer);
        if (count >= most)
            return false;
        counts[peer] = count + 1;
        return true;
    }

    private static void Uncount(Dictionary<IPAddress, int> counts, IPAddress peer)
    {
        if (--counts[peer] == 0)
            counts.Remove(peer);
    }
}

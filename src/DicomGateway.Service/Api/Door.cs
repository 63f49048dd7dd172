namespace DicomGateway.Service.Api;

/// <summary>Through which of the node's listeners a request came: what it may reach follows from that.</summary>
[Flags]
internal enum Door
{
    None = 0,

    /// <summary>The socket in the data folder, which only the service's user and root can open.</summary>
    Control = 1,

    /// <summary>The port of /health and /metrics.</summary>
    Health = 2,

    /// <summary>The port of the console and of its API.</summary>
    Console = 4,
}

namespace DicomGateway.Network.Association;

/// <summary>How long an association waits for what.</summary>
public sealed record AssociationTimeouts
{
    /// <summary>Opening the TCP connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>ARTIM while a peer that connected has not asked for an association, its TLS handshake included; as requestor: waiting for the answer, and for A-RELEASE-RP.</summary>
    public TimeSpan Artim { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>ARTIM while the peer should close, after a rejection, an abort or a release.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromMilliseconds(750);

    /// <summary>An association on which nothing is outstanding and nothing comes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A response that does not come, or the next one of a C-FIND, C-GET or C-MOVE.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A write that the peer does not take.</summary>
    public TimeSpan Write { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Inside a message the peer must send this many bytes a second…</summary>
    public int MinimumRate { get; init; } = 1024;

    /// <summary>…measured over this much time that we spent waiting for it.</summary>
    public TimeSpan RateGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After a release request of the peer: for operations that it did not wait for.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(20);
}

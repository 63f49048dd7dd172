using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>A server that takes studies by STOW-RS (PS3.18 10.5).</summary>
public sealed record StowOptions
{
    public required string Name { get; init; }

    /// <summary>Base of its DICOMweb services; "studies" is appended.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Gives the bearer token at each request, so that a new one needs no restart; null for none. It must never be logged.</summary>
    public Func<string?> Token { get; init; } = static () => null;

    /// <summary>Our certificate and the roots that we trust, for https.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Requests at a time.</summary>
    public int Requests { get; init; } = 2;

    /// <summary>Bytes of instances that go into one request; a larger instance has one of its own.</summary>
    public long RequestBytes { get; init; } = 64 << 20;

    /// <summary>How long an answer may take once the request is sent.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How it shows that it keeps what it took: by QIDO-RS, or not at all.</summary>
    public ProofKind Proof { get; init; }
}

using System.Security.Cryptography.X509Certificates;

namespace DicomGateway.Network.Transport;

/// <summary>TLS 1.2 and 1.3 after BCP 195 (PS3.15 B.12). Certificates are asked for at each handshake, so that new ones need no restart.</summary>
public sealed record TlsOptions
{
    /// <summary>Our own certificate; a client may return null and stay anonymous.</summary>
    public required Func<TlsIdentity?> Identity { get; init; }

    /// <summary>The roots (or the peers' self-signed certificates) that we trust; nothing else is.</summary>
    public required Func<X509Certificate2Collection> TrustedRoots { get; init; }

    /// <summary>As server: a peer without a certificate is refused.</summary>
    public bool RequirePeerCertificate { get; init; } = true;

    /// <summary>As client: the server's certificate must carry the name we connected to.</summary>
    public bool CheckServerName { get; init; } = true;

    /// <summary>Whether revocation is looked up; hospitals' own CAs seldom publish it.</summary>
    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;
}

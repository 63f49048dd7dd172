using System.Net;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>One line of the access list. What is left empty is not asked for.</summary>
public sealed record PeerAccess
{
    /// <summary>Calling AE title; "*" for any.</summary>
    public required string CallingAeTitle { get; init; }

    /// <summary>AE titles of ours that it may call; none means all.</summary>
    public IReadOnlyList<string> CalledAeTitles { get; init; } = [];

    /// <summary>Addresses that it may come from; none means any.</summary>
    public IReadOnlyList<IPNetwork> Addresses { get; init; } = [];

    /// <summary>SHA-256 thumbprints (hexadecimal) of the certificates that it may show.</summary>
    public IReadOnlyList<string> CertificateThumbprints { get; init; } = [];

    /// <summary>Subjects (distinguished names) of the certificates that it may show.</summary>
    public IReadOnlyList<string> CertificateSubjects { get; init; } = [];

    /// <summary>The peer must come over TLS with one of the certificates named.</summary>
    public bool NeedsCertificate => CertificateThumbprints.Count > 0 || CertificateSubjects.Count > 0;
}

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

    /// <summary>Projects whose de-identified studies it may query and retrieve; none means that it may not.</summary>
    public IReadOnlyList<string> QueryProjects { get; init; } = [];

    /// <summary>AE titles of <see cref="AdmissionOptions.MoveDestinations"/> that it may have studies moved to.</summary>
    public IReadOnlyList<string> MoveDestinations { get; init; } = [];

    /// <summary>The peer must come over TLS with one of the certificates named.</summary>
    public bool NeedsCertificate => CertificateThumbprints.Count > 0 || CertificateSubjects.Count > 0;
}

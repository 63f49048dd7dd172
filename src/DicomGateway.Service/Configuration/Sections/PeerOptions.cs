using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record PeerOptions
{
    [Description("AE title of the peer (calling AE title).")]
    [AeTitle]
    public required string AeTitle { get; init; }

    [Description("Addresses or address ranges (CIDR) that the peer may connect from; none means any address, which TLS with a certificate should then make up for.")]
    [Cidr]
    public IReadOnlyList<string> Addresses { get; init; } = [];

    [Description("AE titles of the node that the peer may call; none means all.")]
    [AeTitle]
    public IReadOnlyList<string> CalledAeTitles { get; init; } = [];

    [Description("SHA-256 thumbprints of the certificates that the peer may show; where thumbprints or subjects are given, the peer must come over TLS.")]
    [Thumbprint]
    public IReadOnlyList<string> CertificateThumbprints { get; init; } = [];

    [Description("Subjects (distinguished names) of the certificates that the peer may show.")]
    public IReadOnlyList<string> CertificateSubjects { get; init; } = [];

    [Description("Projects whose de-identified studies the peer may query and retrieve; none means that it may not.")]
    [Identifier]
    public IReadOnlyList<string> Query { get; init; } = [];

    [Description("AE titles of moveDestinations that the peer may have studies moved to (C-MOVE).")]
    [AeTitle]
    public IReadOnlyList<string> MoveDestinations { get; init; } = [];
}

using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record TlsListenerOptions : ListenerOptions
{
    [Description("PEM file with the node's certificate, followed by the intermediate ones. Read again when it changes.")]
    [ExistingFile]
    public required string Certificate { get; init; }

    [Description("PEM file with the private key of the certificate.")]
    [ExistingFile]
    public required string PrivateKey { get; init; }

    [Description("PEM file with the authorities whose client certificates are accepted.")]
    [ExistingFile]
    public string? ClientAuthorities { get; init; }

    [Description("Ask every client for a certificate and refuse those without one.")]
    public bool RequireClientCertificate { get; init; } = true;
}

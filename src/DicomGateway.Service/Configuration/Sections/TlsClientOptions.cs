using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record TlsClientOptions
{
    [Description("PEM file with the authorities that the peer's certificate must come from; without it, those of the operating system.")]
    [ExistingFile]
    public string? Authorities { get; init; }

    [Description("The peer's certificate must carry the host name that is connected to.")]
    public bool CheckServerName { get; init; } = true;

    [Description("PEM file with our certificate, where the peer asks for one.")]
    [ExistingFile]
    public string? Certificate { get; init; }

    [Description("PEM file with the private key of our certificate.")]
    [ExistingFile]
    public string? PrivateKey { get; init; }
}

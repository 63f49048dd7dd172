using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record RequesterOptions
{
    [Description("AE title that asks, and is reported to.")]
    [AeTitle]
    public required string AeTitle { get; init; }

    [Description("Host name or address to report to when the association of the request is over.")]
    public required string Host { get; init; }

    [Description("DICOM port to report to.")]
    [Between(1, 65535)]
    public required int Port { get; init; }

    [Description("TLS to that port; without it the connection is not encrypted.")]
    public TlsClientOptions? Tls { get; init; }
}

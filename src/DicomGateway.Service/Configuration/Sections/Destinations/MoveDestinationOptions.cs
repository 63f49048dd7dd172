using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Destinations;

internal sealed record MoveDestinationOptions
{
    [Description("AE title by which peers name the destination, and by which it is called.")]
    [AeTitle]
    public required string AeTitle { get; init; }

    [Description("Host name or address of the destination.")]
    public required string Host { get; init; }

    [Description("DICOM port of the destination.")]
    [Between(1, 65535)]
    public required int Port { get; init; }

    [Description("How long an answer may take.")]
    [Lasts("1s", "1h")]
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(2);

    [Description("TLS to the destination; without it the connection is not encrypted.")]
    public TlsClientOptions? Tls { get; init; }
}

using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

/// <summary>A DICOM node that ours connects to.</summary>
internal abstract record RemoteNodeOptions
{
    [Description("Its host name or address.")]
    [HostName]
    public required string Host { get; init; }

    [Description("Its DICOM port.")]
    [Between(1, 65535)]
    public required int Port { get; init; }

    [Description("How long an answer may take.")]
    [Lasts("1s", "1h")]
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(2);

    [Description("TLS to that port; without it the connection is not encrypted.")]
    public TlsClientOptions? Tls { get; init; }
}

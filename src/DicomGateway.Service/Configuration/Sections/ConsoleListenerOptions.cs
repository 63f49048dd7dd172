using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record ConsoleListenerOptions : ListenerOptions
{
    [Description("PEM file with the console's certificate, followed by the intermediate ones. Read again when it changes.")]
    [ExistingFile]
    public string? Certificate { get; init; }

    [Description("PEM file with the private key of the certificate.")]
    [ExistingFile]
    public string? PrivateKey { get; init; }

    [Description("Let other machines reach the console without TLS: passwords and sessions then travel in clear. Only behind a proxy that adds TLS.")]
    public bool AllowPlainHttp { get; init; }

    [Description("How browsers reach the console where that differs from address and port, such as https://gateway.example.org; set-up links begin with it.")]
    public string? PublicAddress { get; init; }
}

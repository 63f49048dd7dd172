using System.ComponentModel;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record ListenersOptions
{
    [Description("The DICOM port without TLS; leave it out to offer TLS only.")]
    public ListenerOptions? Dicom { get; init; }

    [Description("The DICOM port with TLS.")]
    public TlsListenerOptions? Tls { get; init; }

    [Description("HTTP port of /health/live, /health/ready and /metrics.")]
    public ListenerOptions? Health { get; init; }

    [Description("HTTP or HTTPS port of the console and of the API for browsers; leave it out for none.")]
    public ConsoleListenerOptions? Console { get; init; }
}

using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal record ListenerOptions
{
    [Description("Address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 or :: for every network.")]
    [IPAddressText]
    public string Address { get; init; } = "127.0.0.1";

    [Description("TCP port; 0 lets the system choose one.")]
    [Between(0, 65535)]
    public required int Port { get; init; }
}

using System.Net;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Tls;

namespace DicomGateway.Service.Hosting;

/// <summary>The configuration, as the DICOM server wants it.</summary>
internal static class ServerSettings
{
    public static DicomServerOptions From(LoadedConfiguration configuration)
    {
        var (listeners, limits) = (configuration.Values.Listeners, configuration.Values.Limits);
        var ports = new List<Network.Transport.ListenerOptions>();
        if (listeners.Dicom is { } plain)
            ports.Add(new Network.Transport.ListenerOptions(EndPoint(plain)));
        if (listeners.Tls is { } tls)
            ports.Add(new Network.Transport.ListenerOptions(EndPoint(tls), TlsSettings.Server(tls, configuration.Resolve)));
        return new DicomServerOptions
        {
            Listeners = ports,
            MaximumConnections = limits.Connections,
            MaximumAssociationsPerPeer = limits.AssociationsPerPeer,
            Association = new AssociationOptions
            {
                Limits = new AssociationLimits { ReceiveMaximum = limits.PduBytes },
                Timeouts = new AssociationTimeouts { Artim = limits.RequestTimeout, Idle = limits.IdleTimeout, MinimumRate = limits.MinimumBytesPerSecond },
            },
        };
    }

    private static IPEndPoint EndPoint(Configuration.Sections.ListenerOptions listener) => new(IPAddress.Parse(listener.Address), listener.Port);
}

using System.Net;
using System.Net.Sockets;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Service.Tls;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Service.Admission;

/// <summary>Peers and nodes as configured, as Transfer and Network want them.</summary>
internal static class AdmissionSettings
{
    public static PeerAccess Peer(PeerOptions peer) => new()
    {
        CallingAeTitle = peer.AeTitle,
        CalledAeTitles = peer.CalledAeTitles,
        Addresses = [.. peer.Addresses.Select(text => IPAddress.TryParse(text, out var address) ? Single(address) : IPNetwork.Parse(text))],
        CertificateThumbprints = [.. peer.CertificateThumbprints.Select(text => text.Replace(":", "", StringComparison.Ordinal))],
        CertificateSubjects = peer.CertificateSubjects,
        QueryProjects = peer.Query,
        MoveDestinations = peer.MoveDestinations,
    };

    public static MoveDestination Destination(MoveDestinationOptions destination, Func<string, string> resolve) =>
        new(destination.AeTitle, Client(destination, destination.AeTitle, destination.AeTitle, resolve));

    /// <param name="node">The node to connect to.</param>
    /// <param name="called">Its AE title.</param>
    /// <param name="calling">Ours.</param>
    /// <param name="resolve">Where files lie.</param>
    public static DicomClientOptions Client(RemoteNodeOptions node, string called, string calling, Func<string, string> resolve) => new()
    {
        Host = node.Host,
        Port = node.Port,
        CalledAeTitle = called,
        CallingAeTitle = calling,
        Association = new AssociationOptions { Timeouts = new AssociationTimeouts { Response = node.ResponseTimeout } },
        Tls = node.Tls is { } tls ? TlsSettings.Client(tls, resolve) : null,
    };

    public static IPNetwork Single(IPAddress address) => new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
}

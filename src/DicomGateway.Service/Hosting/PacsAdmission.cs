using System.Net;
using System.Net.Sockets;
using DicomGateway.Service.Pacs;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Service.Hosting;

/// <summary>A PACS that is asked to send must be let in: under its AE title, from its host, to the AE title that it is asked to send to, and no other.</summary>
internal sealed class PacsAdmission(PeerDirectory peers, PacsDirectory pacs)
{
    private readonly IReadOnlyList<PeerAccess> _configured = peers.Peers;

    /// <summary>Takes the PACS as they are now. A host that cannot be found lets nobody in.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var added = new List<PeerAccess>();
        foreach (var node in pacs.List().Where(node => node.MoveDestination is not null))
        {
            if (await AddressesAsync(node.Client.Host, cancellationToken) is { Count: > 0 } addresses)
                added.Add(new PeerAccess { CallingAeTitle = node.Client.CalledAeTitle, CalledAeTitles = [node.MoveDestination!], Addresses = addresses });
        }

        peers.Replace([.. _configured, .. added], peers.MoveDestinations);
    }

    private static async Task<IReadOnlyList<IPNetwork>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return [.. addresses.Select(address => new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))];
        }
        catch (SocketException)
        {
            return [];
        }
    }
}

using System.Net;
using System.Net.Sockets;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>Archives that report on storage commitment by an association of their own: they may, though they may send nothing (PS3.4 J.3.3).</summary>
internal sealed class CommitmentCallers(IReadOnlyList<DicomClientOptions> archives)
{
    public static readonly string CommitmentClass = DicomUID.StorageCommitmentPushModel.UID;

    /// <summary>The roles that are granted: the requestor of the association is SCP, we are SCU.</summary>
    public static IReadOnlyList<RoleSelection> Roles { get; } = [new(CommitmentClass, IsScu: false, IsScp: true)];

    /// <summary>
    /// The association is made to report, by an archive that we ask: its AE title, ours as we call ourselves there, an address of its host, and TLS
    /// where that is agreed on. Some archives forget to ask for the role.
    /// </summary>
    public async ValueTask<bool> IsReportAsync(AssociationProposal proposal, CancellationToken cancellationToken)
    {
        var (calling, called) = (proposal.Request.CallingAeTitle.Trim(), proposal.Request.CalledAeTitle.Trim());
        if (!proposal.Request.PresentationContexts.Any(context => context.AbstractSyntax == CommitmentClass))
            return false;
        foreach (var archive in archives.Where(archive => archive.CalledAeTitle == calling && archive.CallingAeTitle == called))
        {
            if ((archive.Tls is null || proposal.Peer.IsEncrypted)
                && await IsAddressOfAsync(archive.Host, proposal.Peer.RemoteEndPoint.Address, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private static async ValueTask<bool> IsAddressOfAsync(string host, IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return IPAddress.TryParse(host, out var literal)
                ? literal.Equals(address)
                : (await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false)).Contains(address);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

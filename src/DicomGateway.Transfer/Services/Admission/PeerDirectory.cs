using System.Net;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>
/// Who may come in and what they may: it can be replaced while the service runs, and the next association and the next operation go by the new one.
/// </summary>
public sealed class PeerDirectory
{
    private readonly IReadOnlyDictionary<string, string> _projectsByAeTitle;
    private readonly IReadOnlyList<string> _ownAeTitles;
    private volatile Lists _lists;

    /// <param name="peers">The access list.</param>
    /// <param name="moveDestinations">Where studies can be moved to.</param>
    /// <param name="projectsByAeTitle">AE titles of ours that stand for one project: whoever calls one sees that project only.</param>
    /// <param name="ownAeTitles">All AE titles of ours.</param>
    public PeerDirectory(
        IReadOnlyList<PeerAccess> peers,
        IReadOnlyList<MoveDestination> moveDestinations,
        IReadOnlyDictionary<string, string> projectsByAeTitle,
        IEnumerable<string> ownAeTitles)
    {
        (_projectsByAeTitle, _ownAeTitles) = (projectsByAeTitle, [.. ownAeTitles]);
        _lists = new Lists(peers, moveDestinations, new AccessList(peers, _ownAeTitles));
    }

    public IReadOnlyList<PeerAccess> Peers => _lists.Peers;

    public IReadOnlyList<MoveDestination> MoveDestinations => _lists.MoveDestinations;

    internal AccessList Access => _lists.Access;

    /// <summary>Takes effect at once and as a whole. Associations that stand are not ended.</summary>
    public void Replace(IReadOnlyList<PeerAccess> peers, IReadOnlyList<MoveDestination> moveDestinations) =>
        _lists = new Lists(peers, moveDestinations, new AccessList(peers, _ownAeTitles));

    internal PeerGrant FindGrant(AssociationProposal proposal) =>
        FindGrant(proposal.Request.CallingAeTitle.Trim(), proposal.Request.CalledAeTitle.Trim(), proposal.Peer.RemoteEndPoint.Address, proposal.Peer.Certificate);

    /// <summary>What is granted now, which may be less than when the association was made.</summary>
    internal PeerGrant FindGrant(AssociationInfo association) =>
        FindGrant(association.CallingAeTitle.Trim(), association.CalledAeTitle.Trim(), association.Peer.RemoteEndPoint.Address, association.Peer.Certificate);

    internal MoveDestination? FindMoveDestination(string aeTitle) => _lists.MoveDestinations.FirstOrDefault(destination => destination.AeTitle == aeTitle);

    private PeerGrant FindGrant(string calling, string called, IPAddress address, X509Certificate2? certificate)
    {
        var lines = Access.LinesFor(calling, called, address, certificate).ToList();
        var projects = lines.SelectMany(line => line.QueryProjects).Distinct(StringComparer.Ordinal);
        if (_projectsByAeTitle.TryGetValue(called, out var only))
            projects = projects.Where(project => project == only);
        return new PeerGrant([.. projects], [.. lines.SelectMany(line => line.MoveDestinations).Distinct(StringComparer.Ordinal)]);
    }

    private sealed record Lists(IReadOnlyList<PeerAccess> Peers, IReadOnlyList<MoveDestination> MoveDestinations, AccessList Access);
}

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>Decides who may have an association, and for what.</summary>
public interface IAssociationPolicy
{
    /// <summary>Decides on one proposal. An exception rejects it as a transient failure of ours.</summary>
    /// <param name="proposal">What the peer asks for.</param>
    /// <param name="cancellationToken">Set when the peer is gone or the server stops.</param>
    ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken);
}

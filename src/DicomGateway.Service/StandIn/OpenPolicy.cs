using DicomGateway.Network.Association.Negotiation;

namespace DicomGateway.Service.StandIn;

/// <summary>Takes everybody and everything, in the transfer syntax that the peer names first: for a stand-in on loopback only.</summary>
internal sealed class OpenPolicy : IAssociationPolicy
{
    public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken) =>
        ValueTask.FromResult<AssociationDecision>(AssociationDecision.Accept(proposal, context => context.TransferSyntaxes is [var first, ..] ? first : null));
}

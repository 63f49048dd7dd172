using DicomGateway.Network.Association.Negotiation;

namespace DicomGateway.Network.Tests.Support;

/// <summary>Accepts every context with the first transfer syntax proposed.</summary>
internal sealed class AcceptEverything : IAssociationPolicy
{
    public AssociationProposal? Last { get; private set; }

    public ushort? Window { get; init; }

    public RejectedAssociation? Rejection { get; init; }

    public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken)
    {
        Last = proposal;
        if (Rejection is not null)
            return ValueTask.FromResult<AssociationDecision>(Rejection);
        var accepted = AssociationDecision.Accept(proposal, context => context.TransferSyntaxes[0]);
        return ValueTask.FromResult<AssociationDecision>(accepted with
        {
            Window = Window,
            Roles = proposal.Request.UserInformation.Roles,
            UserIdentityResponse = "ok"u8.ToArray(),
        });
    }
}

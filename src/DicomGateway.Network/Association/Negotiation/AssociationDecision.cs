using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>The answer to an <see cref="AssociationProposal"/>: <see cref="AcceptedAssociation"/> or <see cref="RejectedAssociation"/>.</summary>
public abstract record AssociationDecision
{
    private protected AssociationDecision()
    {
    }

    /// <summary>Accepts, with an answer for each context; contexts without one are refused with <see cref="PresentationContextResult.NoReason"/>.</summary>
    public static AcceptedAssociation Accept(IEnumerable<PresentationContextAnswer> contexts) => new(contexts.ToList());

    /// <summary>Accepts; <paramref name="choose"/> names the transfer syntax for a context, or null when its abstract syntax is not wanted.</summary>
    public static AcceptedAssociation Accept(AssociationProposal proposal, Func<PresentationContextProposal, string?> choose) =>
        Accept(proposal.Request.PresentationContexts.Select(context => choose(context) is { } transferSyntax
            ? new PresentationContextAnswer(context.Id, PresentationContextResult.Acceptance, transferSyntax)
            : new PresentationContextAnswer(context.Id, PresentationContextResult.AbstractSyntaxNotSupported, "")));

    /// <summary>Rejects for good as service user, by default without a reason; see the constants of <see cref="AssociateReject"/>.</summary>
    public static RejectedAssociation Reject(byte reason = AssociateReject.NoReasonGiven) =>
        new(new AssociateReject(RejectResult.Permanent, RejectSource.ServiceUser, reason));

    /// <summary>Rejects for now: a limit of ours is reached.</summary>
    public static RejectedAssociation RejectForNow() =>
        new(new AssociateReject(RejectResult.Transient, RejectSource.ServiceProviderPresentation, AssociateReject.LocalLimitExceeded));
}

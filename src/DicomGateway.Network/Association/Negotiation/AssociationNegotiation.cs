using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>From proposal and decision to what is agreed (PS3.8 7.1, PS3.7 D.3.3). Pure.</summary>
internal static class AssociationNegotiation
{
    /// <summary>What the service provider itself cannot take, whoever asks.</summary>
    public static AssociateReject? Refusal(AssociateRequest request, AssociationLimits limits)
    {
        if ((request.ProtocolVersion & 1) == 0)
            return new AssociateReject(RejectResult.Permanent, RejectSource.ServiceProviderAcse, AssociateReject.ProtocolVersionNotSupported);
        if (request.ApplicationContext != AssociateRequest.DicomApplicationContext)
            return ByUser(AssociateReject.ApplicationContextNotSupported);
        if (!IsAeTitle(request.CalledAeTitle))
            return ByUser(AssociateReject.CalledAeTitleNotRecognized);
        if (!IsAeTitle(request.CallingAeTitle))
            return ByUser(AssociateReject.CallingAeTitleNotRecognized);
        return IsMaximumUsable(request.UserInformation, limits)
            ? null
            : new AssociateReject(RejectResult.Permanent, RejectSource.ServiceProviderAcse, AssociateReject.NoReasonGiven);
    }

    /// <summary>What the policy gets to see: contexts whose UIDs are none, and such transfer syntaxes, are left out.</summary>
    public static AssociateRequest WithoutMalformedUids(AssociateRequest request) => request with
    {
        PresentationContexts = request.PresentationContexts
            .Where(context => UidSyntax.IsValid(context.AbstractSyntax))
            .Select(context => context with { TransferSyntaxes = context.TransferSyntaxes.Where(UidSyntax.IsValid).ToList() })
            .ToList(),
    };

    public static AssociateAccept Accept(AssociateRequest request, AcceptedAssociation decision, AssociationOptions options)
    {
        var proposed = request.UserInformation;
        return new AssociateAccept(
            request.CalledAeTitle,
            request.CallingAeTitle,
            request.PresentationContexts.Select(context => Answer(context, decision)).ToList(),
            new UserInformation
            {
                MaximumLength = (uint)options.Limits.ReceiveMaximum,
                ImplementationClassUid = options.Implementation.ClassUid,
                ImplementationVersionName = options.Implementation.VersionName,
                AsynchronousOperations = proposed.AsynchronousOperations is { } window ? Grant(window, decision.Window, options.Limits) : null,
                Roles = decision.Roles.Select(role => Grant(role, proposed.Roles)).OfType<RoleSelection>().ToList(),
                ExtendedNegotiations = decision.ExtendedNegotiations,
                UserIdentityResponse = proposed.UserIdentity is { IsResponseRequested: true } ? decision.UserIdentityResponse : (ReadOnlyMemory<byte>?)null,
            });
    }

    /// <summary>The contexts that both sides agreed on.</summary>
    /// <exception cref="PduFormatException">The answer accepts what was not proposed.</exception>
    public static Dictionary<byte, PresentationContext> Agreed(AssociateRequest request, AssociateAccept accept, bool isRequestor)
    {
        var agreed = new Dictionary<byte, PresentationContext>();
        foreach (var answer in accept.PresentationContexts.Where(answer => answer.Result == PresentationContextResult.Acceptance))
        {
            var proposal = request.PresentationContexts.FirstOrDefault(context => context.Id == answer.Id);
            if (proposal is null || !proposal.TransferSyntaxes.Contains(answer.TransferSyntax))
                throw new PduFormatException(AbortReason.InvalidPduParameter, "The peer accepted a presentation context or transfer syntax that was not proposed.");
            var role = accept.UserInformation.Roles.FirstOrDefault(role => role.SopClassUid == proposal.AbstractSyntax)
                ?? new RoleSelection(proposal.AbstractSyntax, IsScu: true, IsScp: false);
            agreed[answer.Id] = isRequestor
                ? new PresentationContext(answer.Id, proposal.AbstractSyntax, answer.TransferSyntax, role.IsScu, role.IsScp)
                : new PresentationContext(answer.Id, proposal.AbstractSyntax, answer.TransferSyntax, role.IsScp, role.IsScu);
        }

        return agreed;
    }

    /// <summary>The peer takes PDUs of a size that makes sense; 0 and an absent item mean any size.</summary>
    public static bool IsMaximumUsable(UserInformation peer, AssociationLimits limits) =>
        peer.MaximumLength is null or 0 || peer.MaximumLength >= limits.LeastPeerMaximum;

    /// <summary>Most bytes of a P-DATA-TF that we send.</summary>
    public static int SendMaximum(UserInformation peer, AssociationLimits limits) =>
        peer.MaximumLength is { } maximum and not 0 ? (int)Math.Min(maximum, (uint)limits.SendMaximum) : limits.SendMaximum;

    /// <summary>A window of the wire, where 0 means without limit, under a bound of ours.</summary>
    public static int Bound(ushort? window, ushort most) => window is { } count ? (count == 0 ? most : Math.Clamp(count, (ushort)1, most)) : 1;

    private static PresentationContextAnswer Answer(PresentationContextProposal context, AcceptedAssociation decision)
    {
        if (!UidSyntax.IsValid(context.AbstractSyntax))
            return new PresentationContextAnswer(context.Id, PresentationContextResult.AbstractSyntaxNotSupported, FirstSyntax(context));
        var answer = decision.PresentationContexts.FirstOrDefault(answer => answer.Id == context.Id)
            ?? new PresentationContextAnswer(context.Id, PresentationContextResult.NoReason, "");
        if (answer.Result != PresentationContextResult.Acceptance)
            return answer with { TransferSyntax = FirstSyntax(context) };
        return context.TransferSyntaxes.Contains(answer.TransferSyntax)
            ? answer
            : new PresentationContextAnswer(context.Id, PresentationContextResult.TransferSyntaxesNotSupported, FirstSyntax(context));
    }

    /// <summary>The item must be there though it means nothing; some peers stumble over an empty one.</summary>
    private static string FirstSyntax(PresentationContextProposal context) =>
        context.TransferSyntaxes.FirstOrDefault(UidSyntax.IsValid) ?? UidSyntax.ImplicitVrLittleEndian;

    private static AsynchronousOperationsWindow Grant(AsynchronousOperationsWindow proposed, ushort? decided, AssociationLimits limits)
    {
        var most = Math.Min(decided ?? limits.Window, limits.Window);
        return new AsynchronousOperationsWindow((ushort)Bound(proposed.MaximumInvoked, most), (ushort)Bound(proposed.MaximumPerformed, most));
    }

    private static RoleSelection? Grant(RoleSelection decided, IReadOnlyList<RoleSelection> proposed) =>
        proposed.FirstOrDefault(role => role.SopClassUid == decided.SopClassUid) is { } role
            ? new RoleSelection(role.SopClassUid, role.IsScu && decided.IsScu, role.IsScp && decided.IsScp)
            : null;

    private static AssociateReject ByUser(byte reason) => new(RejectResult.Permanent, RejectSource.ServiceUser, reason);

    private static bool IsAeTitle(string title) => title.Length > 0 && title.All(character => character is >= ' ' and <= '~' and not '\\');
}

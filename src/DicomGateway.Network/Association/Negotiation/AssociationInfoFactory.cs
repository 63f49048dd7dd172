using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>What was agreed, from the two PDUs that agreed it.</summary>
internal static class AssociationInfoFactory
{
    public static AssociationInfo ForAcceptor(AssociateRequest request, AssociateAccept accept, PeerIdentity peer, AssociationLimits limits)
    {
        var window = accept.UserInformation.AsynchronousOperations;
        return new AssociationInfo
        {
            Id = NewId(),
            IsRequestor = false,
            Peer = peer,
            CalledAeTitle = request.CalledAeTitle,
            CallingAeTitle = request.CallingAeTitle,
            PresentationContexts = AssociationNegotiation.Agreed(request, accept, isRequestor: false),
            PeerInformation = request.UserInformation,
            PeerWindow = AssociationNegotiation.Bound(window?.MaximumInvoked, limits.Window),
            OwnWindow = AssociationNegotiation.Bound(window?.MaximumPerformed, limits.Window),
            SendMaximum = AssociationNegotiation.SendMaximum(request.UserInformation, limits),
        };
    }

    /// <exception cref="PduFormatException">The answer does not fit the request.</exception>
    public static AssociationInfo ForRequestor(AssociateRequest request, AssociateAccept accept, PeerIdentity peer, AssociationLimits limits)
    {
        if (!AssociationNegotiation.IsMaximumUsable(accept.UserInformation, limits))
            throw new PduFormatException(AbortReason.InvalidPduParameter, "The maximum length that the peer takes is too small for a message.");
        var window = request.UserInformation.AsynchronousOperations is null ? null : accept.UserInformation.AsynchronousOperations;
        return new AssociationInfo
        {
            Id = NewId(),
            IsRequestor = true,
            Peer = peer,
            CalledAeTitle = request.CalledAeTitle,
            CallingAeTitle = request.CallingAeTitle,
            PresentationContexts = AssociationNegotiation.Agreed(request, accept, isRequestor: true),
            PeerInformation = accept.UserInformation,
            PeerWindow = AssociationNegotiation.Bound(window?.MaximumPerformed, limits.Window),
            OwnWindow = AssociationNegotiation.Bound(window?.MaximumInvoked, limits.Window),
            SendMaximum = AssociationNegotiation.SendMaximum(accept.UserInformation, limits),
        };
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}

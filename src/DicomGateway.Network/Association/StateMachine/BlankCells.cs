using static DicomGateway.Network.Association.StateMachine.AssociationAction;
using static DicomGateway.Network.Association.StateMachine.AssociationEvent;
using static DicomGateway.Network.Association.StateMachine.AssociationState;

namespace DicomGateway.Network.Association.StateMachine;

/// <summary>
/// The 124 cells of PS3.8 table 9-10 that the standard leaves blank. They "cannot happen", yet threads race, timers fire late and callers
/// err: each is ignored or ends the connection, never undefined.
/// </summary>
internal static class BlankCells
{
    public static AssociationTransition Next(AssociationState state, AssociationEvent occurred) => (occurred, state) switch
    {
        // No connection: bytes that were read before it closed, a second close, a late timer, an abort of nothing.
        (_, Sta1) => Ignored(state),

        // The peer speaks on a connection that we have not been told is open: its state is unknown, so it is closed.
        (AssociateAcceptReceived or AssociateRejectReceived or AssociateRequestReceived or DataReceived or ReleaseRequestReceived
            or ReleaseResponseReceived or AbortReceived or InvalidPduReceived, Sta4) => Closed,

        // Shutting down while a peer has not said anything yet, or while it is slow to close: nothing is owed to it.
        (AbortRequested, Sta2 or Sta13) => Closed,

        // ARTIM fired while it was being stopped: what stopped it has decided already.
        (ArtimExpired, _) => Ignored(state),

        // A connection is opened once; a second confirmation or indication belongs to another association.
        (TransportConnected or TransportIndicated, _) => Ignored(state),

        // The local user asks, answers or sends in a state that has no room for it: refused to the caller, invisible to the peer.
        (AssociateRequested or AcceptDecided or RejectDecided or DataRequested or ReleaseRequested or ReleaseAgreed, _) => Ignored(state),

        _ => throw new ArgumentOutOfRangeException(nameof(occurred), $"{occurred} in {state} is no blank cell."),
    };

    private static AssociationTransition Closed => new(AA2, Sta1, IsDefinedByStandard: false);

    private static AssociationTransition Ignored(AssociationState state) => new(Ignore, state, IsDefinedByStandard: false);
}

using static DicomGateway.Network.Association.StateMachine.AssociationAction;
using static DicomGateway.Network.Association.StateMachine.AssociationEvent;
using static DicomGateway.Network.Association.StateMachine.AssociationState;

namespace DicomGateway.Network.Association.StateMachine;

/// <summary>PS3.8 table 9-10 for both roles, with the 124 blank cells defined too (<see cref="BlankCells"/>). Pure.</summary>
public static class AssociationStateMachine
{
    /// <summary>What an event means in a state.</summary>
    /// <param name="state">The state now.</param>
    /// <param name="occurred">The event.</param>
    /// <param name="isRequestor">We asked for the association: decides a release collision (AR-8).</param>
    /// <param name="isAcceptable">The service provider itself can take the received A-ASSOCIATE-RQ: decides AE-6.</param>
    public static AssociationTransition Next(AssociationState state, AssociationEvent occurred, bool isRequestor, bool isAcceptable = true) =>
        Find(state, occurred) is { } action
            ? new AssociationTransition(action, After(action, state, isRequestor, isAcceptable))
            : BlankCells.Next(state, occurred);

    private static AssociationAction? Find(AssociationState state, AssociationEvent occurred) => (occurred, state) switch
    {
        (AssociateRequested, Sta1) => AE1,
        (TransportConnected, Sta4) => AE2,
        (TransportIndicated, Sta1) => AE5,

        (AssociateAcceptReceived, Sta5) => AE3,
        (AssociateRejectReceived, Sta5) => AE4,
        (AssociateRequestReceived, Sta2) => AE6,
        (AssociateRequestReceived or InvalidPduReceived, Sta13) => AA7,
        (AcceptDecided, Sta3) => AE7,
        (RejectDecided, Sta3) => AE8,

        (DataRequested, Sta6) => DT1,
        (DataRequested, Sta8) => AR7,
        (DataReceived, Sta6) => DT2,
        (DataReceived, Sta7) => AR6,

        (ReleaseRequested, Sta6) => AR1,
        (ReleaseRequestReceived, Sta6) => AR2,
        (ReleaseRequestReceived, Sta7) => AR8,
        (ReleaseResponseReceived, Sta7 or Sta11) => AR3,
        (ReleaseResponseReceived, Sta10) => AR10,
        (ReleaseAgreed, Sta8 or Sta12) => AR4,
        (ReleaseAgreed, Sta9) => AR9,

        (AbortRequested, Sta4) => AA2,
        (AbortRequested, not (Sta1 or Sta2 or Sta13)) => AA1,
        (AbortReceived, Sta2 or Sta13) => AA2,
        (AbortReceived, not (Sta1 or Sta4)) => AA3,
        (TransportClosed, Sta2) => AA5,
        (TransportClosed, Sta13) => AR5,
        (TransportClosed, not Sta1) => AA4,
        (ArtimExpired, Sta2 or Sta13) => AA2,

        // Whatever else comes from the wire: too early, too late, or no sense at all.
        (_, Sta2) when IsPdu(occurred) => AA1,
        (_, Sta13) when IsPdu(occurred) => AA6,
        (_, not (Sta1 or Sta4)) when IsPdu(occurred) => AA8,
        _ => null,
    };

    private static AssociationState After(AssociationAction action, AssociationState state, bool isRequestor, bool isAcceptable) => action switch
    {
        AE1 => Sta4,
        AE2 => Sta5,
        AE3 or AE7 or DT1 or DT2 => Sta6,
        AE5 => Sta2,
        AE6 => isAcceptable ? Sta3 : Sta13,
        AR1 or AR6 => Sta7,
        AR2 or AR7 => Sta8,
        AR8 => isRequestor ? Sta9 : Sta10,
        AR9 => Sta11,
        AR10 => Sta12,
        AE4 or AR3 or AR5 or AA2 or AA3 or AA4 or AA5 => Sta1,
        AE8 or AR4 or AA1 or AA6 or AA7 or AA8 => Sta13,
        _ => state,
    };

    private static bool IsPdu(AssociationEvent occurred) => occurred
        is AssociateAcceptReceived or AssociateRejectReceived or AssociateRequestReceived or DataReceived
        or ReleaseRequestReceived or ReleaseResponseReceived or AbortReceived or InvalidPduReceived;
}

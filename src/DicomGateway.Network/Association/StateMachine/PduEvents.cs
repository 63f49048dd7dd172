using DicomGateway.Network.Pdu.Units;
using static DicomGateway.Network.Association.StateMachine.AssociationEvent;

namespace DicomGateway.Network.Association.StateMachine;

/// <summary>Which event a received PDU is.</summary>
internal static class PduEvents
{
    public static AssociationEvent Of(PduType type) => type switch
    {
        PduType.AssociateRequest => AssociateRequestReceived,
        PduType.AssociateAccept => AssociateAcceptReceived,
        PduType.AssociateReject => AssociateRejectReceived,
        PduType.DataTransfer => DataReceived,
        PduType.ReleaseRequest => ReleaseRequestReceived,
        PduType.ReleaseResponse => ReleaseResponseReceived,
        PduType.Abort => AbortReceived,
        _ => InvalidPduReceived,
    };
}

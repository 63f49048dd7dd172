using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>The peer sent bytes that are no PDU, or a PDU that breaks PS3.8 9.3: the association is aborted.</summary>
/// <param name="reason">The reason that the A-ABORT carries.</param>
/// <param name="message">What is wrong with which field.</param>
public sealed class PduFormatException(AbortReason reason, string message) : DicomAssociationException(message)
{
    /// <summary>The reason that the A-ABORT carries.</summary>
    public AbortReason Reason { get; } = reason;
}

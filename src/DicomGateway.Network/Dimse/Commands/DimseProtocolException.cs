using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Dimse.Commands;

/// <summary>The peer sent messages that break PS3.7: the association is aborted, since what would follow cannot be told apart.</summary>
/// <param name="reason">The reason that the A-ABORT carries.</param>
/// <param name="message">What is wrong.</param>
public sealed class DimseProtocolException(AbortReason reason, string message) : DicomAssociationException(message)
{
    /// <summary>The reason that the A-ABORT carries.</summary>
    public AbortReason Reason { get; } = reason;
}

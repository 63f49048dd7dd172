using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association;

/// <summary>The peer rejected the association.</summary>
/// <param name="answer">What it answered.</param>
public sealed class AssociationRejectedException(AssociateReject answer)
    : DicomAssociationException($"The peer rejected the association ({(answer.Result == RejectResult.Transient ? "for now" : "permanently")}): {answer.Meaning}.")
{
    /// <summary>What it answered.</summary>
    public AssociateReject Answer { get; } = answer;

    /// <summary>Asking again later may help.</summary>
    public bool IsTransient => Answer.Result == RejectResult.Transient;
}

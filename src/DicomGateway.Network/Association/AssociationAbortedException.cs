using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association;

/// <summary>The association was aborted, by the peer or by a decision of ours that is no fault of either.</summary>
public sealed class AssociationAbortedException : DicomAssociationException
{
    internal AssociationAbortedException(Abort abort)
        : base($"The peer aborted the association: {abort.Source}, {abort.Reason}.") => Abort = abort;

    internal AssociationAbortedException(string why, Exception? inner = null)
        : base(why, inner)
    {
    }

    /// <summary>What the peer sent; null when we aborted.</summary>
    public Abort? Abort { get; }
}

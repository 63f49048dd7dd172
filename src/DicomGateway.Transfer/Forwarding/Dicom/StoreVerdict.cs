using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>What a C-STORE status means for the delivery (PS3.4 B.2.3, PS3.7 annex C).</summary>
internal static class StoreVerdict
{
    /// <summary>Some archives give C000 and 0110 for passing trouble: so often it is believed to be that.</summary>
    private const int TriesOfDoubtful = 3;

    public static DeliveryState Judge(DimseStatus status, int attempts, IReadOnlyList<ushort> transientStatuses) => status switch
    {
        { Category: DimseStatusCategory.Success } => DeliveryState.Sent,
        { Category: DimseStatusCategory.Warning } => DeliveryState.Warning,
        { Code: var code } when transientStatuses.Contains(code) || IsOutOfResources(status) => DeliveryState.Pending,
        { Code: 0x0110 or (>= 0xC000 and <= 0xCFFF) } => attempts + 1 < TriesOfDoubtful ? DeliveryState.Pending : DeliveryState.Failed,
        _ => DeliveryState.Failed,
    };

    /// <summary>The archive as a whole is in trouble, not this instance.</summary>
    public static bool IsOutOfResources(DimseStatus status) => status.Code is (>= 0xA700 and <= 0xA7FF) or 0x0213;
}

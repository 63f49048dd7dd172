using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Deliveries;

/// <summary>How a try to deliver ended.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="State">Sent, Warning, Failed, or Pending to try again.</param>
/// <param name="Status">The DIMSE status, or null when there was no answer.</param>
/// <param name="NextTry">When to try again; with Pending only.</param>
/// <param name="IsInDoubt">The request went out and no answer came.</param>
/// <param name="Comment">What kind of trouble it was, in our own words; never text from the wire.</param>
public sealed record DeliveryResult(
    long DeliveryId, DeliveryState State, ushort? Status, DateTimeOffset? NextTry = null, bool IsInDoubt = false, string? Comment = null);

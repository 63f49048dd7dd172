using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>What became of one try to deliver one instance.</summary>
/// <param name="Work">The delivery.</param>
/// <param name="State">Sent, Warning, Failed, or Pending to try again.</param>
/// <param name="Status">What the destination answered, if it did.</param>
/// <param name="Comment">Our own words; never text from the wire.</param>
/// <param name="IsInDoubt">It went out and no answer came: the destination may have it.</param>
internal sealed record DeliveryAnswer(DeliveryWork Work, DeliveryState State, ushort? Status, string? Comment, bool IsInDoubt = false);

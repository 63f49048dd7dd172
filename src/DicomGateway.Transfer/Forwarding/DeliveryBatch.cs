using DicomGateway.Transfer.Records.Deliveries;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>Instances of one sealed study for one destination.</summary>
/// <param name="Works">What to deliver.</param>
/// <param name="Answered">Takes the fate of each as soon as it is known.</param>
/// <param name="IsWanted">Asked right before an instance goes out: false when it was withdrawn since the batch was claimed. It gets no answer then.</param>
internal sealed record DeliveryBatch(IReadOnlyList<DeliveryWork> Works, Func<DeliveryAnswer, ValueTask> Answered, Func<DeliveryWork, bool> IsWanted);

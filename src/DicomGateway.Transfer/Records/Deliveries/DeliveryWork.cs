using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Records.Deliveries;

/// <summary>One instance to send to one destination under a lease.</summary>
/// <param name="DeliveryId">Our id of the delivery.</param>
/// <param name="StudyId">Its study.</param>
/// <param name="Destination">Name of the destination.</param>
/// <param name="Output">What to send.</param>
/// <param name="Folder">The sealed folder, relative to the data folder.</param>
/// <param name="Attempts">Tries before this one.</param>
/// <param name="IsInDoubt">An earlier try ended without an answer, so the archive may hold it already.</param>
public sealed record DeliveryWork(
    long DeliveryId, long StudyId, string Destination, OutputInstance Output, string Folder, int Attempts, bool IsInDoubt);

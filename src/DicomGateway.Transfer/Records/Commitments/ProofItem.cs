using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>An instance that a destination took and has to promise.</summary>
/// <param name="DeliveryId">Our id of the delivery.</param>
/// <param name="StudyId">Its study.</param>
/// <param name="Folder">The sealed folder, relative to the data folder.</param>
/// <param name="Output">What was sent.</param>
public sealed record ProofItem(long DeliveryId, long StudyId, string Folder, OutputInstance Output);

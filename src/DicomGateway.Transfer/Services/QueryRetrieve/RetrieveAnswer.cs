using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Transfer.Services.QueryRetrieve;

/// <summary>The final response of a C-MOVE or C-GET (PS3.4 C.4.2.1.4, C.4.3.1.4). It is a claim: what was received is counted elsewhere.</summary>
/// <param name="Status">Status of the final response.</param>
/// <param name="Counts">Its sub-operation counts; a count that was left out is null.</param>
/// <param name="FailedSopInstanceUids">Failed SOP Instance UID List (0008,0058); empty when there was none.</param>
public sealed record RetrieveAnswer(DimseStatus Status, SuboperationCounts Counts, IReadOnlyList<string> FailedSopInstanceUids);

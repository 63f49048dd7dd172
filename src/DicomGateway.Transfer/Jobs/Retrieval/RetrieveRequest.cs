using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Retrieval;

/// <summary>One C-MOVE or C-GET.</summary>
/// <param name="Level">Query/Retrieve Level.</param>
/// <param name="Identifier">The unique keys down to it.</param>
/// <param name="SopClasses">SOP classes that will come, for C-GET.</param>
internal sealed record RetrieveRequest(QueryLevel Level, DicomDataset Identifier, IReadOnlyList<string> SopClasses);

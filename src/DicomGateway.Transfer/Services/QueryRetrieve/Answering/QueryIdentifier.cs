using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>An identifier (PS3.4 C.4) that can be answered.</summary>
/// <param name="Level">Query/Retrieve Level.</param>
/// <param name="Keys">The identifier as it came.</param>
/// <param name="CombinesDateAndTime">Date and time are one range: negotiated.</param>
internal sealed record QueryIdentifier(QueryLevel Level, DicomDataset Keys, bool CombinesDateAndTime);

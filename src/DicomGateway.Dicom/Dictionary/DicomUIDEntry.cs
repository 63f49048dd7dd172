using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>A row of PS3.6 table A-1 and its sisters.</summary>
/// <param name="UID">The identifier.</param>
/// <param name="Name">The name in words; empty for two retired ones whose names the standard has dropped.</param>
/// <param name="Keyword">The name as one word.</param>
/// <param name="Type">What it names.</param>
/// <param name="IsRetired">True when the standard has retired it.</param>
/// <param name="IsStorage">True for a SOP class of the Storage (PS3.4 B) or Non-Patient Object Storage (PS3.4 GG) service class.</param>
/// <param name="IsNonPatientObject">True for a SOP class of the Non-Patient Object Storage service class.</param>
public sealed record DicomUIDEntry(DicomUID UID, string Name, string Keyword, DicomUIDType Type, bool IsRetired, bool IsStorage, bool IsNonPatientObject);

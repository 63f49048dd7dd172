using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>A row of PS3.6 table 6-1.</summary>
public sealed record DicomDictionaryEntry(DicomTag Tag, string Name, string Keyword, IReadOnlyList<DicomVR> VRs, string VM, bool IsRetired);

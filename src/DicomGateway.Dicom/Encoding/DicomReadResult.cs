using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>A data set that was read, and what was overlooked in reading it.</summary>
public sealed record DicomReadResult(DicomDataset Dataset, IReadOnlyList<DicomLeniency> Leniencies);

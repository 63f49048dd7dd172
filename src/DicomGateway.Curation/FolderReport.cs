namespace DicomGateway.Curation;

/// <summary>What became of a folder.</summary>
/// <param name="NotDicom">Files that hold no DICOM object.</param>
public sealed record FolderReport(IReadOnlyList<FolderStudyResult> Studies, IReadOnlyList<string> NotDicom);

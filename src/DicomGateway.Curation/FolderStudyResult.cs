namespace DicomGateway.Curation;

/// <summary>What became of one study of a folder.</summary>
/// <param name="Output">Folder of the sealed output; null when the study was held.</param>
public sealed record FolderStudyResult(string? Output, int Instances, IReadOnlyList<Finding> Findings)
{
    public bool IsHeld => Output is null;
}

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>A series of a found study.</summary>
/// <param name="SeriesInstanceUid">Series Instance UID.</param>
/// <param name="Modality">Modality, or null.</param>
/// <param name="Instances">Instances that the PACS claims, or null.</param>
/// <param name="Reason">Why it is not selected; null when it is.</param>
/// <param name="IsUnknown">It is not selected because the PACS did not say enough.</param>
internal sealed record FoundSeries(string SeriesInstanceUid, string? Modality, int? Instances, string? Reason, bool IsUnknown);

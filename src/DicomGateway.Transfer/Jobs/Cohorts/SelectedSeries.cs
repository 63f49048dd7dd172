namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>A series that a frozen cohort selects.</summary>
/// <param name="SeriesInstanceUid">Series Instance UID.</param>
/// <param name="InstanceCount">Instances that the PACS claims, or null.</param>
public sealed record SelectedSeries(string SeriesInstanceUid, int? InstanceCount);

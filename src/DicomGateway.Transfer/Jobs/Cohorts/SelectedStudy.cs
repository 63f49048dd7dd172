namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>A study that a frozen cohort selects. Its UIDs are those of the PACS: they are stored encrypted and never logged.</summary>
/// <param name="Row">Number within the cohort version, from 1, with gaps where studies were left out; it names the study where its UID may not be shown.</param>
/// <param name="StudyInstanceUid">Study Instance UID.</param>
/// <param name="PatientId">Patient ID as the PACS has it, or null.</param>
/// <param name="Series">The series selected; null for the whole study.</param>
/// <param name="InstanceCount">Instances of the whole study that the PACS claims, or null.</param>
public sealed record SelectedStudy(int Row, string StudyInstanceUid, string? PatientId, IReadOnlyList<SelectedSeries>? Series, int? InstanceCount)
{
    /// <summary>Name of the PACS that it was found in.</summary>
    public string Pacs { get; init; } = "";

    /// <summary>Names of further PACS that have it, in the order in which they are asked for what is missing in those before.</summary>
    public IReadOnlyList<string> AlsoAt { get; init; } = [];
}

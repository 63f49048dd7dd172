using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>Which studies to list. Identifying values are compared by keyed hash, whole and exact.</summary>
public sealed record StudyFilter
{
    public string? Project { get; init; }

    public StudyState? State { get; init; }

    public string? StudyInstanceUid { get; init; }

    public string? PatientId { get; init; }

    public string? AccessionNumber { get; init; }

    /// <summary>Only studies with a smaller id: the id of the last one of the page before.</summary>
    public long? BeforeStudyId { get; init; }

    public int Limit { get; init; } = 100;
}

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>One line of the list of jobs; nothing in it identifies a patient.</summary>
public sealed record JobSummary
{
    public required long JobId { get; init; }

    public required string Project { get; init; }

    public required string Pacs { get; init; }

    public string? Cohort { get; init; }

    public int? CohortVersion { get; init; }

    public required string Why { get; init; }

    public required JobState State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Whether somebody else than who created it must approve.</summary>
    public required bool NeedsAnother { get; init; }

    public string? ApprovedBy { get; init; }

    /// <summary>How many items are in which state; held ones are counted as such.</summary>
    public IReadOnlyDictionary<JobItemState, int> Items { get; init; } = new Dictionary<JobItemState, int>();
}

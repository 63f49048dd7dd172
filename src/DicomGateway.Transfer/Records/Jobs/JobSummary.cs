namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>One line of the list of jobs; nothing in it identifies a patient.</summary>
public sealed record JobSummary
{
    public required long JobId { get; init; }

    public required string Project { get; init; }

    /// <summary>The PACS of its studies.</summary>
    public IReadOnlyList<JobPacs> From { get; init; } = [];

    /// <summary>Their names, for people.</summary>
    public string Pacs => string.Join(", ", From.Select(pacs => pacs.Name));

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

    /// <summary>Studies that have come and wait for a person's decision.</summary>
    public int Held => Items.GetValueOrDefault(JobItemState.Held);

    /// <summary>Nothing of it goes on by itself any more: what is left is held, and the job runs until a person has decided.</summary>
    public bool WaitsForPerson => State == JobState.Running && Held > 0 && !Items.Any(count => count.Value > 0 && JobTransitions.IsUnderWay(count.Key));
}

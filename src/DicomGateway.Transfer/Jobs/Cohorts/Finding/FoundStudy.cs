namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>A study that a PACS has, and whether it is selected.</summary>
internal sealed record FoundStudy
{
    public required string Pacs { get; init; }

    /// <summary>Further PACS that have it.</summary>
    public IReadOnlyList<string> AlsoAt { get; init; } = [];

    public required StudyFacts Facts { get; init; }

    /// <summary>Instances that the PACS claims, or null.</summary>
    public int? Instances { get; init; }

    /// <summary>Why it is not selected; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>It is not selected because the PACS did not say enough.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Lines of the list that it fits.</summary>
    public IReadOnlyList<int> Lines { get; init; } = [];

    /// <summary>Its series, as far as they were asked for.</summary>
    public IReadOnlyList<FoundSeries> Series { get; init; } = [];
}

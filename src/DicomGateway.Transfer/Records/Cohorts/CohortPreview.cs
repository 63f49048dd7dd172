using DicomGateway.Transfer.Jobs.Cohorts;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>One search of the PACS, and the version that was made of it.</summary>
public sealed record CohortPreview
{
    public required long Id { get; init; }

    public required string Cohort { get; init; }

    public required CohortPreviewState State { get; init; }

    /// <summary>The frozen version whose criteria were asked again; null when they are new.</summary>
    public int? RepeatsVersion { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string StartedBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Series are picked; else whole studies are selected.</summary>
    public required bool PicksSeries { get; init; }

    public required CohortTally Tally { get; init; }

    /// <summary>Why it is not whole; null when it is, or is not yet.</summary>
    public string? Problem { get; init; }

    /// <summary>SHA-256 over all that was found and why it was selected or not; null while it runs.</summary>
    public string? ManifestSha256 { get; init; }

    /// <summary>SHA-256 over the UIDs selected: equal for equal selections, whatever else a PACS says of them.</summary>
    public string? SelectionSha256 { get; init; }

    /// <summary>Number of the version; null when it is not frozen.</summary>
    public int? Version { get; init; }

    public DateTimeOffset? FrozenAt { get; init; }

    public string? FrozenBy { get; init; }

    public string? Why { get; init; }

    /// <summary>SHA-256 of the version: over criteria, list, manifest, author, time and reason.</summary>
    public string? Sha256 { get; init; }
}

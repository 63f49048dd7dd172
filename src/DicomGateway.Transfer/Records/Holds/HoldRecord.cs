using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Holds;

/// <summary>One time that a study was held, and what was decided.</summary>
public sealed record HoldRecord
{
    public required long HoldId { get; init; }

    public required long StudyId { get; init; }

    public required string Project { get; init; }

    public required int Revision { get; init; }

    public required string Stage { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required IReadOnlyList<FindingRecord> Findings { get; init; }

    public HoldDecision Decision { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? Why { get; init; }
}

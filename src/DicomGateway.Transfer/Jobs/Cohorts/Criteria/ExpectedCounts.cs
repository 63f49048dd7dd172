using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>What the author expects to be selected; a preview that differs is not frozen unless somebody says why.</summary>
internal sealed record ExpectedCounts
{
    public CountRange? Studies { get; init; }

    public CountRange? Series { get; init; }

    public CountRange? Instances { get; init; }

    /// <summary>Every row of the list is to be found.</summary>
    public bool EveryRow { get; init; }
}

using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Criteria;

/// <summary>Which studies and series a cohort wants, as its file says.</summary>
internal sealed record CohortCriteria
{
    public required string Name { get; init; }

    /// <summary>Names of the PACS that are asked, in this order.</summary>
    public required IReadOnlyList<string> Pacs { get; init; }

    /// <summary>Keys of the study level.</summary>
    public IReadOnlyList<CohortKey> Keys { get; init; } = [];

    /// <summary>Keys of the series level: series that do not match are left out.</summary>
    public IReadOnlyList<CohortKey> SeriesKeys { get; init; } = [];

    /// <summary>Modalities of the series wanted; empty for all.</summary>
    public IReadOnlyList<string> Modalities { get; init; } = [];

    public DateSpan? Dates { get; init; }

    /// <summary>Days asked for in one query; 0 for the whole span at once.</summary>
    public int SliceDays { get; init; }

    /// <summary>What the columns of the list mean; null when there is none.</summary>
    public ListColumns? List { get; init; }

    public IReadOnlyList<CohortRule> Rules { get; init; } = [];

    /// <summary>Rules that a search applies.</summary>
    public IEnumerable<CohortRule> ReturnedRules => Rules.Where(rule => rule.On == RuleBasis.Returned);

    /// <summary>Rules that are applied to what a job has received.</summary>
    public IEnumerable<CohortRule> ReceivedRules => Rules.Where(rule => rule.On == RuleBasis.Received);

    public ExpectedCounts Expected { get; init; } = new();

    /// <summary>Something picks among a study's series before they are fetched; else whole studies are selected.</summary>
    public bool PicksSeries => SeriesKeys.Count > 0 || Modalities.Count > 0 || ReturnedRules.Any(rule => rule.Level == RuleLevel.Series);
}

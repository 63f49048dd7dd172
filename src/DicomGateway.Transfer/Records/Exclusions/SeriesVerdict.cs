namespace DicomGateway.Transfer.Records.Exclusions;

/// <summary>What the rules of a work item say of a series that came.</summary>
/// <param name="Rule">Id of the rule that leaves it out; null when it goes on.</param>
/// <param name="IsUnknown">It is left out because its headers do not tell.</param>
internal sealed record SeriesVerdict(string? Rule, bool IsUnknown);

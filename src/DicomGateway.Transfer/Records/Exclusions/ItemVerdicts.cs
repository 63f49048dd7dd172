namespace DicomGateway.Transfer.Records.Exclusions;

/// <summary>What the rules of a work item say of each series, by its keyed hash.</summary>
internal sealed record ItemVerdicts(long ItemId, IReadOnlyDictionary<string, SeriesVerdict> Series);

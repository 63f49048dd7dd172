namespace DicomGateway.Transfer.Records.Exclusions;

/// <summary>A work item whose cohort has rules on received headers.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="VersionId">The frozen version that the rules are part of.</param>
/// <param name="Criteria">Its criteria, decrypted.</param>
/// <param name="Series">Keyed hashes of the series that came of what the item expects; empty for instances without a series.</param>
/// <param name="Kept">What was said of series before.</param>
internal sealed record ItemRules(
    long ItemId, long VersionId, string Criteria, IReadOnlyList<string> Series, IReadOnlyDictionary<string, SeriesVerdict> Kept);

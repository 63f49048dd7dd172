namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>What has not come of a series.</summary>
/// <param name="SeriesInstanceUid">Series Instance UID; null when only the whole study was counted.</param>
/// <param name="Count">How many.</param>
/// <param name="IsWhole">Nothing of the series has come.</param>
/// <param name="Instances">Which; null when the PACS only counts.</param>
public sealed record MissingSeries(string? SeriesInstanceUid, int Count, bool IsWhole, IReadOnlyList<ExpectedInstance>? Instances);

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>A series that is to be fetched, as the PACS describes it.</summary>
/// <param name="SeriesInstanceUid">Series Instance UID; null when only the instances of the whole study were counted.</param>
/// <param name="Count">Instances as counted by the PACS, for one that lists none; null when it does not count either.</param>
/// <param name="Instances">Its instances; null when the PACS does not list them.</param>
public sealed record ExpectedSeries(string? SeriesInstanceUid, int? Count, IReadOnlyList<ExpectedInstance>? Instances)
{
    public int? ExpectedCount => Instances?.Count ?? Count;
}

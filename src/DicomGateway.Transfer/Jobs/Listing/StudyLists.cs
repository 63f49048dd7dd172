using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Transfer.Jobs.Listing;

/// <summary>Joins what several PACS list of one study: what one of them has is expected, whatever the other says.</summary>
internal static class StudyLists
{
    public static IReadOnlyList<ExpectedSeries> Join(IReadOnlyList<ExpectedSeries> first, IReadOnlyList<ExpectedSeries> second)
    {
        // Where one only counts the study, there is nothing to be joined series by series.
        if (first.Concat(second).Any(series => series.SeriesInstanceUid is null))
            return Count(first) >= Count(second) ? first : second;
        return [.. first.Concat(second).GroupBy(series => series.SeriesInstanceUid, StringComparer.Ordinal).Select(group => group.Aggregate(Join))];
    }

    private static ExpectedSeries Join(ExpectedSeries one, ExpectedSeries other)
    {
        if (one.Instances is { } listed && other.Instances is { } more)
            return one with { Instances = [.. listed.UnionBy(more, instance => instance.SopInstanceUid, StringComparer.Ordinal)] };
        return (one.ExpectedCount ?? 0) >= (other.ExpectedCount ?? 0) ? one : other;
    }

    private static int Count(IReadOnlyList<ExpectedSeries> list) => list.Sum(series => series.ExpectedCount ?? 0);
}

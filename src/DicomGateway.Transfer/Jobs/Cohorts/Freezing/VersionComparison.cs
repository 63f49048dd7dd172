using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Transfer.Jobs.Cohorts.Freezing;

/// <summary>Compares what two previews or versions select. Both are in the order of their UIDs, so one pass is enough.</summary>
internal static class VersionComparison
{
    public static async Task<VersionDifference> CompareAsync(CohortContentStore contents, long first, long second, CancellationToken cancellationToken)
    {
        await using var left = contents.ReadAsync(first, isSelected: true, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var right = contents.ReadAsync(second, isSelected: true, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var same = 0;
        var (removed, added, changed) = (new List<int>(), new List<int>(), new List<RowPair>());
        var (hasLeft, hasRight) = (await left.MoveNextAsync().ConfigureAwait(false), await right.MoveNextAsync().ConfigureAwait(false));
        while (hasLeft || hasRight)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : string.CompareOrdinal(Uid(left.Current), Uid(right.Current));
            if (order < 0)
                removed.Add(left.Current.Row);
            else if (order > 0)
                added.Add(right.Current.Row);
            else if (AreAlike(left.Current, right.Current))
                same++;
            else
                changed.Add(new RowPair(left.Current.Row, right.Current.Row));
            hasLeft = order > 0 ? hasLeft : await left.MoveNextAsync().ConfigureAwait(false);
            hasRight = order < 0 ? hasRight : await right.MoveNextAsync().ConfigureAwait(false);
        }

        return new VersionDifference(same, removed, added, changed);
    }

    private static string Uid(CohortRow row) => row.Study.Facts.StudyInstanceUid;

    private static bool AreAlike(CohortRow one, CohortRow other) => one.Study.Series.Where(series => series.Reason is null)
        .Select(series => (series.SeriesInstanceUid, series.Instances))
        .SequenceEqual(other.Study.Series.Where(series => series.Reason is null).Select(series => (series.SeriesInstanceUid, series.Instances)));
}

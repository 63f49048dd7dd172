namespace DicomGateway.Transfer.Jobs.Cohorts.Freezing;

/// <summary>How two selections differ, by numbers.</summary>
/// <param name="Same">Studies that both select alike.</param>
/// <param name="Removed">Numbers in the first of studies that only the first selects.</param>
/// <param name="Added">Numbers in the second of studies that only the second selects.</param>
/// <param name="Changed">Numbers in both of studies of which they select different series or other counts of instances.</param>
public sealed record VersionDifference(int Same, IReadOnlyList<int> Removed, IReadOnlyList<int> Added, IReadOnlyList<RowPair> Changed)
{
    public bool IsEmpty => Removed.Count + Added.Count + Changed.Count == 0;
}

/// <summary>One study's numbers in two versions.</summary>
public sealed record RowPair(int First, int Second);

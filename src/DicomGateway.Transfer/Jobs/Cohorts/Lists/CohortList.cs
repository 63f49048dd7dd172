namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>A list as it was read: what is asked for, and the rows that are not.</summary>
internal sealed record CohortList(IReadOnlyList<ListEntry> Entries, IReadOnlyList<ListRow> Others);

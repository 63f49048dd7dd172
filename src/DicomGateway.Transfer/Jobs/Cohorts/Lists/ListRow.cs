namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>What became of one row of a list.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="State">What became of it.</param>
/// <param name="Note">More about it, or null; no value of the row.</param>
/// <param name="Studies">Studies that fit.</param>
public sealed record ListRow(int Line, ListRowState State, string? Note, int Studies = 0);

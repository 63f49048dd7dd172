namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>One row as it stands.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Cells">Its values, without the quotes.</param>
/// <param name="IsSound">False when quotes do not fit together.</param>
internal sealed record DelimitedRow(int Line, IReadOnlyList<string> Cells, bool IsSound);

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>An optional key at one level.</summary>
/// <param name="Level">Query/Retrieve Level.</param>
/// <param name="Keyword">Keyword of the attribute.</param>
/// <param name="IsMatched">A value that no object has gives no match; null where that was not asked.</param>
/// <param name="IsReturned">It came back in at least one match; a PACS that knows no value may return it empty.</param>
public sealed record ProbedKey(string Level, string Keyword, bool? IsMatched, bool IsReturned);

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>Series of a selected study that rules left out by what a job received.</summary>
/// <param name="LeftOut">Those that were found, by their UID: the rule, and whether the headers did not tell.</param>
/// <param name="Beyond">How many there are besides that the PACS had not told of when it was searched.</param>
internal sealed record ReceivedRow(IReadOnlyDictionary<string, (string Rule, bool IsUnknown)> LeftOut, int Beyond);

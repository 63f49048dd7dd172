namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>How many studies or series have one reason.</summary>
/// <param name="Reason">Why they are not selected; null when they are.</param>
/// <param name="IsUnknown">The PACS did not say enough of them.</param>
/// <param name="Count">How many.</param>
/// <param name="Counted">Of how many the PACS tells the number of instances.</param>
/// <param name="Instances">Instances of those.</param>
public sealed record ReasonCount(string? Reason, bool IsUnknown, int Count, int Counted, long Instances);

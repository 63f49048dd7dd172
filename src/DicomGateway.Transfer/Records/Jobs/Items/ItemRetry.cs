namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>When an item is tried again, and why.</summary>
/// <param name="Reason">For people.</param>
/// <param name="Due">When.</param>
/// <param name="Rounds">Times from now on that the PACS was asked without anything new coming.</param>
/// <param name="Attempts">Tries in a row from now on that failed otherwise.</param>
public sealed record ItemRetry(string Reason, DateTimeOffset Due, int Rounds, int Attempts);

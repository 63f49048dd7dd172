namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>Who asks for work on which PACS, and what its limits are now; 0 for none.</summary>
public sealed record ClaimTerms(string Pacs, string Owner, TimeSpan Lease, int StudiesPerMinute, long BytesPerMinute);

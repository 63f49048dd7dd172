namespace DicomGateway.Transfer.Records.Accounts;

/// <summary>A one-time link, as Records knows it.</summary>
/// <param name="TokenHash">SHA-256 of what stands in the link.</param>
/// <param name="Expires">Until when it can be used.</param>
public sealed record Invitation(byte[] TokenHash, DateTimeOffset Expires);

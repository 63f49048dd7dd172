namespace DicomGateway.Transfer.Records.Accounts;

/// <summary>Whom a one-time link is for.</summary>
/// <param name="Name">The account; null for the first administrator, who chooses a name.</param>
public sealed record Invited(string? Name);

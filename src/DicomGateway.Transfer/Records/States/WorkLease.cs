namespace DicomGateway.Transfer.Records.States;

/// <summary>The right to work on something until it expires. Leases of a process that has ended are taken back at the next start.</summary>
public sealed record WorkLease(string Owner, DateTimeOffset Expires);

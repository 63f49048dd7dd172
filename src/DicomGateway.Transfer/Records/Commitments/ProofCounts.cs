namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>What one destination took, by promise.</summary>
public sealed record ProofCounts(string Destination, long Wanted, long Asked, long Promised, long NotToBeHad, DateTimeOffset? OldestOpen);

namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>What one destination is asked under one transaction; on record before it is sent.</summary>
/// <param name="TransactionUid">Names the request. Whoever knows it can answer for the destination, so nobody can guess it.</param>
/// <param name="Destination">Whom to ask.</param>
/// <param name="Items">What for.</param>
public sealed record ProofWork(string TransactionUid, string Destination, IReadOnlyList<ProofItem> Items);

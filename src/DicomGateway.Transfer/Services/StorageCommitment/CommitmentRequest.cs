namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>Action Information of an N-ACTION (PS3.4 J.3.2.1).</summary>
/// <param name="TransactionUid">Names the request; the report repeats it.</param>
/// <param name="Instances">What commitment is asked for.</param>
internal sealed record CommitmentRequest(string TransactionUid, IReadOnlyList<CommitmentReference> Instances);

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>Event Information of an N-EVENT-REPORT (PS3.4 J.3.3.1). It is a claim of who sent it.</summary>
/// <param name="TransactionUid">The request that it answers.</param>
/// <param name="Committed">Instances that are promised.</param>
/// <param name="Failed">Instances that are not.</param>
internal sealed record CommitmentReport(string TransactionUid, IReadOnlyList<CommitmentReference> Committed, IReadOnlyList<CommitmentFailure> Failed)
{
    /// <summary>Event Type ID: 1 when everything is promised, 2 when failures exist.</summary>
    public ushort EventType => Failed.Count == 0 ? (ushort)1 : (ushort)2;
}

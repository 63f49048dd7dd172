using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>How an archive took a request for commitment.</summary>
/// <param name="IsOffered">It offers the class at all.</param>
/// <param name="Status">Its answer to the N-ACTION; null where the class is not offered.</param>
/// <param name="IsReported">Its report came at once, and is on record.</param>
internal sealed record CommitmentAnswer(bool IsOffered, DimseStatus? Status, bool IsReported)
{
    public static CommitmentAnswer NotOffered { get; } = new(false, null, false);
}

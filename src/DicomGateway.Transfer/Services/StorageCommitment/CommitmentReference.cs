namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>An instance that commitment is asked for, or was given for.</summary>
/// <param name="SopClassUid">Referenced SOP Class UID.</param>
/// <param name="SopInstanceUid">Referenced SOP Instance UID.</param>
internal sealed record CommitmentReference(string SopClassUid, string SopInstanceUid);

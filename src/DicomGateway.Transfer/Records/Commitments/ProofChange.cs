namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>What happened to the promise for one instance of a study.</summary>
internal sealed record ProofChange(long StudyId, ushort? Reason = null, bool IsSentAgain = false);

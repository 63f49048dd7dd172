namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>What a destination said about a request.</summary>
/// <param name="TransactionUid">The request.</param>
/// <param name="Destinations">Destinations that the one who says it can speak for.</param>
/// <param name="Promised">SOP Instance UIDs that it promises to keep.</param>
/// <param name="Refused">SOP Instance UIDs that it does not, each with the reason (PS3.3 C.14.1.1).</param>
public sealed record ProofAnswer(
    string TransactionUid,
    IReadOnlyCollection<string> Destinations,
    IReadOnlyCollection<string> Promised,
    IReadOnlyCollection<(string SopInstanceUid, ushort Reason)> Refused);

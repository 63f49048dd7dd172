namespace DicomGateway.Network.Pdu.Items;

/// <summary>One presentation context of an A-ASSOCIATE-RQ (PS3.8 9.3.2.2).</summary>
/// <param name="Id">Odd, 1–255, once per association.</param>
/// <param name="AbstractSyntax">SOP class UID.</param>
/// <param name="TransferSyntaxes">Transfer syntax UIDs in the proposer's order.</param>
public sealed record PresentationContextProposal(byte Id, string AbstractSyntax, IReadOnlyList<string> TransferSyntaxes);

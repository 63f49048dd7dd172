namespace DicomGateway.Network.Pdu.Items;

/// <summary>One presentation context of an A-ASSOCIATE-AC (PS3.8 9.3.3.2).</summary>
/// <param name="Id">The id that was proposed.</param>
/// <param name="Result">Accepted, or why not.</param>
/// <param name="TransferSyntax">The chosen transfer syntax; without meaning unless accepted, and then often absent.</param>
public sealed record PresentationContextAnswer(byte Id, PresentationContextResult Result, string TransferSyntax);

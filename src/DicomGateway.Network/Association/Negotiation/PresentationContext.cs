namespace DicomGateway.Network.Association.Negotiation;

/// <summary>A presentation context that both sides agreed on (PS3.8 7.1.1.13, PS3.7 D.3.3.4).</summary>
/// <param name="Id">Odd, 1–255.</param>
/// <param name="AbstractSyntax">SOP class UID.</param>
/// <param name="TransferSyntax">Transfer syntax UID.</param>
/// <param name="MayInvoke">We may send requests of this class: SCU.</param>
/// <param name="MayPerform">The peer may: we are SCP.</param>
public sealed record PresentationContext(byte Id, string AbstractSyntax, string TransferSyntax, bool MayInvoke, bool MayPerform);

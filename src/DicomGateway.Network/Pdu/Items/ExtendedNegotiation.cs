namespace DicomGateway.Network.Pdu.Items;

/// <summary>SOP class extended negotiation (PS3.7 D.3.3.5).</summary>
/// <param name="SopClassUid">The SOP class it concerns.</param>
/// <param name="Information">Service class application information, uninterpreted.</param>
public sealed record ExtendedNegotiation(string SopClassUid, ReadOnlyMemory<byte> Information);

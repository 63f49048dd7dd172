namespace DicomGateway.Network.Pdu.Items;

/// <summary>SOP class common extended negotiation (PS3.7 D.3.3.6).</summary>
/// <param name="SopClassUid">The SOP class it concerns.</param>
/// <param name="ServiceClassUid">Its service class.</param>
/// <param name="RelatedGeneralSopClassUids">Related general SOP classes, possibly none.</param>
public sealed record CommonExtendedNegotiation(string SopClassUid, string ServiceClassUid, IReadOnlyList<string> RelatedGeneralSopClassUids);

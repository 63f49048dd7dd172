namespace DicomGateway.Network.Pdu.Units;

/// <summary>A-RELEASE-RP (PS3.8 9.3.7).</summary>
public sealed record ReleaseResponse : ProtocolDataUnit
{
    /// <inheritdoc/>
    public override PduType Type => PduType.ReleaseResponse;
}

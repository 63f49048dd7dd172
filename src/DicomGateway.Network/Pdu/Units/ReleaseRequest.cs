namespace DicomGateway.Network.Pdu.Units;

/// <summary>A-RELEASE-RQ (PS3.8 9.3.6).</summary>
public sealed record ReleaseRequest : ProtocolDataUnit
{
    /// <inheritdoc/>
    public override PduType Type => PduType.ReleaseRequest;
}

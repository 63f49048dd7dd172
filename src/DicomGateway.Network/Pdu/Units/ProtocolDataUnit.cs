namespace DicomGateway.Network.Pdu.Units;

/// <summary>A PDU as a value (PS3.8 9.3). An association streams P-DATA-TF instead of building <see cref="DataTransfer"/>, see <see cref="PdvHeader"/>.</summary>
public abstract record ProtocolDataUnit
{
    private protected ProtocolDataUnit()
    {
    }

    /// <summary>The type byte.</summary>
    public abstract PduType Type { get; }
}

namespace DicomGateway.Network.Pdu.Units;

/// <summary>P-DATA-TF as a whole (PS3.8 9.3.5). The gateway itself streams fragments; this form serves tests and tools.</summary>
/// <param name="Values">The presentation data values, at least one.</param>
public sealed record DataTransfer(IReadOnlyList<PresentationDataValue> Values) : ProtocolDataUnit
{
    /// <inheritdoc/>
    public override PduType Type => PduType.DataTransfer;
}

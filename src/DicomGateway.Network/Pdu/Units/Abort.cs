namespace DicomGateway.Network.Pdu.Units;

/// <summary>A-ABORT (PS3.8 9.3.8).</summary>
/// <param name="Source">Who aborts.</param>
/// <param name="Reason">Why; only a service provider says more than <see cref="AbortReason.NotSpecified"/>.</param>
public sealed record Abort(AbortSource Source, AbortReason Reason) : ProtocolDataUnit
{
    /// <inheritdoc/>
    public override PduType Type => PduType.Abort;
}

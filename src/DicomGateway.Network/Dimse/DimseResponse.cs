using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Network.Dimse;

/// <summary>A response to a request of ours.</summary>
/// <param name="Command">The command set.</param>
/// <param name="DataSet">The encoded data set in the presentation context's transfer syntax; null when there is none.</param>
public sealed record DimseResponse(CommandSet Command, ReadOnlyMemory<byte>? DataSet)
{
    /// <summary>The status.</summary>
    public DimseStatus Status => Command.Status ?? DimseStatus.ProcessingFailure;
}

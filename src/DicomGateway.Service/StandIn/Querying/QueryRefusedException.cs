using DicomGateway.Network.Dimse;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>A request that is answered with a failure.</summary>
internal sealed class QueryRefusedException(DimseStatus status, string comment) : Exception(comment)
{
    public DimseStatus Status { get; } = status;
}

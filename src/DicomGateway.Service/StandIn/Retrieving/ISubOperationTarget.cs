using DicomGateway.Network.Dimse;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>Where a retrieval sends instances to.</summary>
internal interface ISubOperationTarget : IAsyncDisposable
{
    /// <summary>C-STORE of one instance; a failure of the association is one of the instance.</summary>
    ValueTask<DimseStatus> StoreAsync(SendItem item, CancellationToken cancellationToken);
}

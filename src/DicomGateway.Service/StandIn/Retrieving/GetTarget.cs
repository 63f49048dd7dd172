using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>The association that the C-GET came over.</summary>
internal sealed class GetTarget(DimseRequest request) : ISubOperationTarget
{
    public async ValueTask<DimseStatus> StoreAsync(SendItem item, CancellationToken cancellationToken)
    {
        await using var instance = EncodedInstance.Open(item, request.Association.PresentationContexts.Values);
        if (instance is null)
            return DimseStatus.SopClassNotSupported;
        var command = DimseCommands.CStore(item.SopClassUid, item.SopInstanceUid);
        return (await request.SendAsync(instance.Context, command, instance.DataSet, cancellationToken)).Status;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;

namespace DicomGateway.Network.Dimse;

/// <summary>The association, as a request sees it.</summary>
internal interface IDimseResponder
{
    ValueTask RespondAsync(DimseRequest request, CommandSet response, DimseDataSource? dataSet, CancellationToken cancellationToken);

    ValueTask RespondPendingAsync(DimseRequest request, DimseStatus status, IReadOnlyList<ReadOnlyMemory<byte>> dataSets, CancellationToken cancellationToken);

    CancellationToken CancelRequested(DimseRequest request);

    ValueTask<DimseResponse> SendAsync(PresentationContext context, CommandSet request, DimseDataSource? dataSet, CancellationToken cancellationToken);

    void Abort();
}

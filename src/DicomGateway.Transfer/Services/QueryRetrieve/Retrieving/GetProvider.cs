using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.QueryRetrieve.Answering;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>Retrieve SCP by C-GET (PS3.4 C.4.3): instances go over the association that asks for them.</summary>
internal sealed class GetProvider(Retrievals retrievals, PeerDirectory peers) : IDimseHandler
{
    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var cancel = request.CancelRequested;
        var (identifier, fault) = await IdentifierReading.ReadRetrievalAsync(request, cancellationToken).ConfigureAwait(false);
        if (identifier is null)
        {
            await fault!.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
            return;
        }

        var grant = peers.FindGrant(request.Association);
        if (grant.Projects.Count == 0)
        {
            await request.RespondAsync(DimseStatus.NotAuthorized, "Retrievals are not granted any more", cancellationToken).ConfigureAwait(false);
            return;
        }

        await Task.Yield();
        var retrieval = new Retrieval(identifier, grant.Projects, PrintableAeTitle.Of(request.Association.CallingAeTitle));
        var size = await retrievals.MeasureAsync(retrieval, cancellationToken).ConfigureAwait(false);
        await retrievals.RunAsync(request, retrieval, size.Instances, new SameAssociation(request), cancel, cancellationToken).ConfigureAwait(false);
    }
}

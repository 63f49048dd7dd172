using DicomGateway.Network.Dimse;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.QueryRetrieve.Answering;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>Retrieve SCP by C-MOVE (PS3.4 C.4.2): only to destinations that are configured and granted to the peer; any other is unknown to it.</summary>
internal sealed partial class MoveProvider(Retrievals retrievals, PeerDirectory peers, TimeProvider time, ILogger<MoveProvider> log) : IDimseHandler
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
        if (await FindDestinationAsync(request, grant).ConfigureAwait(false) is not { } destination)
        {
            await request.RespondAsync(DimseStatus.MoveDestinationUnknown, "The move destination is not known to this peer", cancellationToken).ConfigureAwait(false);
            return;
        }

        await Task.Yield();
        var retrieval = new Retrieval(identifier, grant.Projects, destination.AeTitle);
        var size = await retrievals.MeasureAsync(retrieval, cancellationToken).ConfigureAwait(false);
        var association = request.Association;
        var client = new DicomClient(destination.Client with { CalledAeTitle = destination.AeTitle, CallingAeTitle = association.CalledAeTitle.Trim() }, time: time);
        var target = new MoveTarget(client, size.Kinds, association.CallingAeTitle.Trim(), request.Command.MessageId);
        await using (target.ConfigureAwait(false))
            await retrievals.RunAsync(request, retrieval, size.Instances, target, cancel, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The peer gets the one answer whether the destination does not exist or is not its own to name; the audit has the difference.</summary>
    private async ValueTask<MoveDestination?> FindDestinationAsync(DimseRequest request, PeerGrant grant)
    {
        var named = request.Command.MoveDestination?.Trim() ?? "";
        var destination = peers.FindMoveDestination(named);
        var isGranted = grant.Projects.Count > 0 && grant.MoveDestinations.Contains(named, StringComparer.Ordinal);
        if (destination is not null && isGranted)
            return destination;
        var cause = destination is null ? "DestinationUnknown" : "DestinationNotGranted";
        LogRefused(request.Association.Id, cause);
        await retrievals.Audit.RefusedAsync(request.Association, named, cause).ConfigureAwait(false);
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "Association {Association}: a C-MOVE was answered with A801 ({Cause}); the audit has the destination")]
    private partial void LogRefused(string association, string cause);
}

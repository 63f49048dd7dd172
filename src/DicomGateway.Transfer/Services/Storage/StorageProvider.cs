using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.Storage;

/// <summary>
/// Storage SCP (PS3.4 annex B): the data set goes to the spool as it comes, and Success is said once instance and record are durable. Nothing is
/// refused for its content: what is not understood is kept and held.
/// </summary>
internal sealed partial class StorageProvider(
    ISpool spool, IArrivalRouter router, TransferMetrics metrics, ILogger<StorageProvider> log) : IDimseHandler
{
    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (FindFault(request, out var identity) is { } fault)
        {
            await RefuseAsync(request, fault, cancellationToken).ConfigureAwait(false);
            return;
        }

        var reception = new StorageReception(request, identity);
        try
        {
            await reception.TakeAsync(spool, router, OriginOf(request), cancellationToken).ConfigureAwait(false);
            if (!reception.Agrees)
            {
                await reception.DiscardAsync().ConfigureAwait(false);
                await RefuseAsync(request, DimseStatus.DataSetDoesNotMatchSopClass, cancellationToken).ConfigureAwait(false);
                return;
            }
        }
        catch (SpoolUnavailableException exception)
        {
            await reception.DiscardAsync().ConfigureAwait(false);
            await OutOfResourcesAsync(request, exception, cancellationToken).ConfigureAwait(false);
            return;
        }
        catch
        {
            await reception.DiscardAsync().ConfigureAwait(false);
            throw;
        }

        // The peer may send the next one meanwhile, if it asked for a window: the answer is given when the disk has it.
        _ = CommitAsync(request, reception, cancellationToken);
    }

    private async Task CommitAsync(DimseRequest request, StorageReception reception, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await reception.CommitAsync().ConfigureAwait(false);
            router.Arrived(reception.Contexts, reception.Identity, stored.DataSetLength);
            foreach (var context in reception.Contexts)
                metrics.Received(context.Project, stored.DataSetLength);
            await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (SpoolUnavailableException exception)
        {
            await TryAsync(() => OutOfResourcesAsync(request, exception, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DicomAssociationException or OperationCanceledException)
        {
            // The peer is gone; it will send the instance again and be told Success then.
            LogNotAnswered(request.Association.Id, reception.InstanceId);
        }
        catch (Exception exception)
        {
            LogFailed(request.Association.Id, reception.InstanceId, exception.GetType().Name);
            await TryAsync(() => RefuseAsync(request, DimseStatus.ProcessingFailure, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>An operation without UIDs, or whose UIDs cannot be file and record keys, cannot be answered for: the only content ever refused.</summary>
    private DimseStatus? FindFault(DimseRequest request, out InstanceIdentity identity)
    {
        var command = request.Command;
        identity = new InstanceIdentity(
            command.AffectedSopClassUid ?? "", command.AffectedSopInstanceUid ?? "", request.PresentationContext.TransferSyntax);
        if (request.DataSet is null || !router.Takes(OriginOf(request)))
            return DimseStatus.MistypedArgument;
        if (identity.SopClassUid.Length is 0 or > 64)
            return DimseStatus.SopClassNotSupported;
        return identity.SopInstanceUid.Length is 0 or > 64 ? DimseStatus.InvalidObjectInstance : null;
    }

    /// <summary>Over an association of ours (C-GET) the one who was called sends, and we are the one who called.</summary>
    private static ArrivalOrigin OriginOf(DimseRequest request)
    {
        var association = request.Association;
        var (calling, called) = (association.CallingAeTitle.Trim(), association.CalledAeTitle.Trim());
        var address = association.Peer.RemoteEndPoint.Address.ToString();
        return association.IsRequestor ? new ArrivalOrigin(address, called, calling, IsAskedFor: true) : new ArrivalOrigin(address, calling, called, IsAskedFor: false);
    }

    private async ValueTask OutOfResourcesAsync(DimseRequest request, SpoolUnavailableException exception, CancellationToken cancellationToken)
    {
        LogUnavailable(request.Association.Id, exception.Trouble);
        await RefuseAsync(request, DimseStatus.OutOfResources, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RefuseAsync(DimseRequest request, DimseStatus status, CancellationToken cancellationToken)
    {
        // The answer follows the last byte of the request, so that both sides agree where the next one begins.
        while (request.DataSet is { IsComplete: false } rest && !(await rest.ReadFragmentAsync(cancellationToken).ConfigureAwait(false)).IsEmpty)
        {
        }

        metrics.NotReceived(status.Code);
        LogRefused(request.Association.Id, status.Code);
        await request.RespondAsync(status, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static async Task TryAsync(Func<ValueTask> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DicomAssociationException or OperationCanceledException or InvalidOperationException)
        {
            // Nobody is left to be told.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Association {Association}: an instance was answered with {Status:X4}")]
    private partial void LogRefused(string association, ushort status);

    [LoggerMessage(LogLevel.Warning, "Association {Association}: no instance can be kept ({Trouble})")]
    private partial void LogUnavailable(string association, SpoolTrouble trouble);

    [LoggerMessage(LogLevel.Information, "Association {Association} was gone before instance {InstanceId} could be answered")]
    private partial void LogNotAnswered(string association, Guid instanceId);

    [LoggerMessage(LogLevel.Error, "Association {Association}: instance {InstanceId} failed with {Kind}")]
    private partial void LogFailed(string association, Guid instanceId, string kind);
}

using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Services.Admission;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>Query SCP (PS3.4 C.4.1): answers from the de-identified copies of the projects that the peer may query.</summary>
internal sealed partial class FindProvider(Holdings holdings, PeerDirectory peers, ILogger<FindProvider> log) : IDimseHandler
{
    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var cancel = request.CancelRequested;
        var (identifier, fault) = await IdentifierReading.ReadQueryAsync(request, cancellationToken).ConfigureAwait(false);
        if (identifier is null)
        {
            LogFault(request.Association.Id, fault!.Status.Code, fault.Comment);
            await fault.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
            return;
        }

        var projects = peers.FindGrant(request.Association).Projects;
        if (projects.Count == 0)
        {
            await request.RespondAsync(DimseStatus.NotAuthorized, "Queries are not granted any more", cancellationToken).ConfigureAwait(false);
            return;
        }

        // From here on the association goes on reading beside us: it must, to hear a C-CANCEL.
        await Task.Yield();
        var status = await AnswerAsync(request, identifier, projects, cancel, cancellationToken).ConfigureAwait(false);
        await request.RespondAsync(status, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async Task<DimseStatus> AnswerAsync(
        DimseRequest request, QueryIdentifier identifier, IReadOnlyList<string> projects, CancellationToken cancel, CancellationToken cancellationToken)
    {
        var answer = new IdentifierAnswer(identifier, request.Association.CalledAeTitle.Trim(), request.PresentationContext.TransferSyntax);
        var batch = new MatchBatch(request, answer.HasUnsupported ? DimseStatus.PendingWithWarning : DimseStatus.Pending);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, cancellationToken);
        try
        {
            await foreach (var holding in holdings.FindAsync(identifier, identifier.Level, projects, either.Token).ConfigureAwait(false))
                await batch.AddAsync(answer.Encode(holding), cancellationToken).ConfigureAwait(false);
            await batch.SendAsync(cancellationToken).ConfigureAwait(false);
            LogAnswered(request.Association.Id, identifier.Level, batch.Sent);
            return DimseStatus.Success;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogCancelled(request.Association.Id, identifier.Level, batch.Sent);
            return DimseStatus.Cancel;
        }
    }

    [LoggerMessage(LogLevel.Information, "Association {Association}: a query at level {Level} was answered with {Count} match(es)")]
    private partial void LogAnswered(string association, QueryLevel level, int count);

    [LoggerMessage(LogLevel.Information, "Association {Association}: a query at level {Level} was cancelled after {Count} match(es)")]
    private partial void LogCancelled(string association, QueryLevel level, int count);

    [LoggerMessage(LogLevel.Warning, "Association {Association}: a query was answered with {Status:X4}: {Reason}")]
    private partial void LogFault(string association, ushort status, string reason);
}

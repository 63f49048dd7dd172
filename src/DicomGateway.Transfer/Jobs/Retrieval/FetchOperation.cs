using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Jobs.Arrivals;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Retrieval;

/// <summary>Runs one request and watches what comes: a PACS that says nothing more, or never comes to an end, is not waited for.</summary>
internal sealed class FetchOperation(IQueryRetrieveUser user, PacsNode pacs, IDimseHandler storage, Func<bool> hasRoom, JobOptions options, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FinalResponseTime = TimeSpan.FromSeconds(5);

    private long _lastWord;

    /// <exception cref="OperationCanceledException">Somebody stopped it.</exception>
    public async Task<FetchResult> RunAsync(RetrieveRequest request, OpenItem item, CancellationToken cancellationToken)
    {
        _lastWord = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var operation = AskAsync(request, stop.Token);
        FetchEnd? given = null;
        while (!await EndsWithinAsync(operation, Tick).ConfigureAwait(false))
        {
            if (given is not null || (given = FindReasonToEnd(item)) is null)
                continue;
            await stop.CancelAsync().ConfigureAwait(false);
        }

        try
        {
            var answer = await operation.ConfigureAwait(false);
            return new FetchResult(FetchEnd.Answered, answer.Status) { HasFailures = answer.Counts.Failed > 0 };
        }
        catch (OperationCanceledException) when (given is not null && !cancellationToken.IsCancellationRequested)
        {
            return new FetchResult(given.Value);
        }
        catch (DicomAssociationException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return given is { } end ? new FetchResult(end) : new FetchResult(FetchEnd.NoAssociation, Cause: exception.GetType().Name);
        }
        catch (DicomAssociationException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private Task<RetrieveAnswer> AskAsync(RetrieveRequest request, CancellationToken cancellationToken) => pacs.Profile.Retrieval == RetrievalMethod.Get
        ? user.GetAsync(request.Level, request.Identifier, request.SopClasses, storage, _ => Heard(), cancellationToken)
        : user.MoveAsync(request.Level, request.Identifier, pacs.MoveDestination!, _ => Heard(), cancellationToken);

    private void Heard() => Volatile.Write(ref _lastWord, time.GetTimestamp());

    private FetchEnd? FindReasonToEnd(OpenItem item)
    {
        var silence = item.SinceLastArrival;
        var unheard = time.GetElapsedTime(Volatile.Read(ref _lastWord));
        if (item.IsAllHere && silence > FinalResponseTime)
            return FetchEnd.AllHere;
        if (!hasRoom())
            return FetchEnd.NoRoom;
        return (silence > options.Stall && unheard > options.Stall) || silence > options.LongStall ? FetchEnd.Stalled : null;
    }

    private async Task<bool> EndsWithinAsync(Task operation, TimeSpan wait)
    {
        using var given = new CancellationTokenSource();
        var ended = await Task.WhenAny(operation, Task.Delay(wait, time, given.Token)).ConfigureAwait(false) == operation;
        await given.CancelAsync().ConfigureAwait(false);
        return ended;
    }
}

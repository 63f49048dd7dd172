using System.Collections.Concurrent;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;

namespace DicomGateway.Network.Association.Messages;

/// <summary>
/// Requests of the peer: starts the handler, keeps the peer within its window, sends responses and what the handler asks the peer in turn, hands on cancellation.
/// </summary>
internal sealed class IncomingRequests(
    AssociationInfo info, IDimseHandler handler, MessageWriter writer, OutgoingRequests outgoing, AssociationChannel channel, IAssociationObserver observer)
    : IDimseResponder, IDisposable
{
    private readonly CancellationToken _ended = channel.Ended;
    private readonly SemaphoreSlim _window = new(info.PeerWindow, info.PeerWindow);
    private readonly ConcurrentDictionary<ushort, OutstandingRequest> _outstanding = new();
    private int _running;
    private bool _isStopping;

    /// <summary>A handler is still at work: slices of the receive buffer may be in use.</summary>
    public bool IsRunning => Volatile.Read(ref _running) > 0;

    /// <summary>Starts the operation; returns when the next message can be read.</summary>
    public async ValueTask BeginAsync(IncomingMessage message)
    {
        await _window.WaitAsync(_ended).ConfigureAwait(false);
        channel.Watch.StopIdling();
        var request = new DimseRequest(info, message.Context, message.Command, message.DataSet, this);
        var handling = _outstanding.TryAdd(message.Command.MessageId, new OutstandingRequest(request))
            ? HandleAsync(request)
            : RefuseDuplicateAsync(request);
        if (message.DataSet is not { } dataSet)
            return;
        if (!handling.IsCompleted)
            await Task.WhenAny(handling, dataSet.Ended).WaitAsync(_ended).ConfigureAwait(false);
        await dataSet.CloseAsync().ConfigureAwait(false);
    }

    public void Cancel(ushort messageId)
    {
        if (_outstanding.TryGetValue(messageId, out var outstanding))
            outstanding.Cancel();
    }

    public CancellationToken CancelRequested(DimseRequest request) =>
        _outstanding.TryGetValue(request.Command.MessageId, out var outstanding) && outstanding.Request == request
            ? outstanding.CancelRequested
            : CancellationToken.None;

    public async ValueTask RespondAsync(DimseRequest request, CommandSet response, DimseDataSource? dataSet, CancellationToken cancellationToken)
    {
        _ended.ThrowIfOver();
        var isFinal = response.Status is not { IsPending: true };
        if (!_outstanding.TryGetValue(request.Command.MessageId, out var outstanding) || outstanding.Request != request || !outstanding.TryAnswer(isFinal))
            throw new InvalidOperationException("The operation has its final response already.");
        try
        {
            await writer.SendAsync(request.PresentationContext.Id, response, dataSet, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not DicomAssociationException)
        {
            outstanding.TakeBack();
            throw;
        }

        if (isFinal)
            End(request.Command.MessageId);
    }

    public ValueTask RespondPendingAsync(DimseRequest request, DimseStatus status, IReadOnlyList<ReadOnlyMemory<byte>> dataSets, CancellationToken cancellationToken)
    {
        _ended.ThrowIfOver();
        if (!_outstanding.TryGetValue(request.Command.MessageId, out var outstanding) || outstanding.Request != request || !outstanding.TryAnswer(isFinal: false))
            throw new InvalidOperationException("The operation has its final response already.");
        var messages = dataSets.Select(bytes => (DimseCommands.Response(request.Command, status), DimseDataSource.FromMemory(bytes))).ToList();
        return writer.SendAsync(request.PresentationContext.Id, messages, cancellationToken);
    }

    public async ValueTask<DimseResponse> SendAsync(PresentationContext context, CommandSet request, DimseDataSource? dataSet, CancellationToken cancellationToken)
    {
        var operation = await outgoing.BeginAsync(context, request, dataSet, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var response = await operation.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw new AssociationOverException();
                if (!response.Status.IsPending)
                    return response;
            }
        }
        catch (OperationCanceledException)
        {
            Abort();
            throw;
        }
    }

    public void Abort() => channel.Fail(new AssociationAbortedException("We aborted the association."));

    /// <summary>Aborts as soon as no operation is outstanding.</summary>
    public void StopWhenIdle()
    {
        Volatile.Write(ref _isStopping, true);
        if (_outstanding.IsEmpty)
            BecameIdle();
    }

    /// <summary>Waits for the final responses of all operations, as long as the peer of a release can be kept waiting.</summary>
    /// <exception cref="AssociationTimeoutException">They are not all given by then.</exception>
    public async ValueTask WaitForEndAsync()
    {
        var most = channel.Options.Timeouts.Drain;
        using var tooLong = new CancellationTokenSource(most, channel.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, _ended);
        try
        {
            for (var i = 0; i < info.PeerWindow; i++)
                await _window.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested)
        {
            throw new AssociationTimeoutException($"Operations were outstanding {most} after the peer's release request.");
        }
    }

    public void Dispose()
    {
        foreach (var outstanding in _outstanding.Values)
            outstanding.Dispose();
    }

    private async Task HandleAsync(DimseRequest request)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await handler.HandleAsync(request, _ended).ConfigureAwait(false);
        }
        catch (DicomAssociationException)
        {
            // The association is over; its reader reports why.
        }
        catch (Exception failure)
        {
            await FailAsync(request, failure).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async ValueTask FailAsync(DimseRequest request, Exception failure)
    {
        if (_ended.IsCancellationRequested)
            return;
        observer.HandlerFailed(info, failure);
        try
        {
            await request.RespondAsync(DimseStatus.ProcessingFailure, cancellationToken: _ended).ConfigureAwait(false);
        }
        catch (Exception late) when (late is DicomAssociationException || AssociationFailure.IsOfConnection(late))
        {
            // Answered already, or nobody is left to answer to.
        }
    }

    /// <summary>Two operations under one message id could not be told apart (PS3.7 annex C, 0210).</summary>
    private async Task RefuseDuplicateAsync(DimseRequest request)
    {
        var response = DimseCommands.Response(request.Command, DimseStatus.DuplicateInvocation);
        await writer.SendAsync(request.PresentationContext.Id, response, null, _ended).ConfigureAwait(false);
        _window.Release();
    }

    private void BecameIdle()
    {
        channel.Watch.StartIdling();
        if (Volatile.Read(ref _isStopping) && !channel.Watch.IsInMessage)
            channel.Fail(new AssociationAbortedException("The service is stopping."));
    }

    private void End(ushort messageId)
    {
        if (_outstanding.TryRemove(messageId, out var outstanding))
            outstanding.Dispose();
        _window.Release();
        if (_outstanding.IsEmpty)
            BecameIdle();
    }
}

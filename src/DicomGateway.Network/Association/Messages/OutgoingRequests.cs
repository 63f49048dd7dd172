using System.Collections.Concurrent;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Messages;

/// <summary>Requests of ours: message ids, the window, and which response belongs to which request.</summary>
internal sealed class OutgoingRequests : IDisposable
{
    private readonly MessageWriter _writer;
    private readonly AssociationOptions _options;
    private readonly ReceiveWatch _watch;
    private readonly CancellationToken _ended;
    private readonly SemaphoreSlim _window;
    private readonly DeadlineTimer _timer;
    private readonly ConcurrentDictionary<ushort, PendingOperation> _pending = new();
    private int _lastMessageId;
    private int _sending;
    private int _performing;

    public OutgoingRequests(AssociationInfo info, MessageWriter writer, AssociationChannel channel)
    {
        _writer = writer;
        _options = channel.Options;
        _watch = channel.Watch;
        _ended = channel.Ended;
        _window = new SemaphoreSlim(info.OwnWindow, info.OwnWindow);
        _timer = new DeadlineTimer(channel.Time, () => Expire(channel));
    }

    /// <summary>Operations without a final response.</summary>
    public int Count => _pending.Count;

    /// <summary>Sends a request as soon as the window has room.</summary>
    public async ValueTask<PendingOperation> BeginAsync(
        PresentationContext context, CommandSet request, DimseDataSource? dataSet, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended);
        try
        {
            await _window.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _ended.ThrowIfOver();
        }

        _watch.StopIdling();
        request.MessageId = (ushort)Interlocked.Increment(ref _lastMessageId);
        var operation = new PendingOperation(context, request);
        if (!_pending.TryAdd(request.MessageId, operation))
            throw new InvalidOperationException("The message id is still in use.");
        Interlocked.Increment(ref _sending);
        try
        {
            await _writer.SendAsync(context.Id, request, dataSet, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Nothing, or not everything, was sent: no response can come.
            End(operation, null);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _sending);
        }

        _timer.Set(_options.Timeouts.Response);
        return operation;
    }

    /// <summary>C-CANCEL-RQ for an operation.</summary>
    public ValueTask CancelAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        _writer.SendAsync(operation.Context.Id, DimseCommands.CCancel(operation.MessageId), null, cancellationToken);

    /// <summary>Gives a response to its request.</summary>
    /// <exception cref="DimseProtocolException">It belongs to none.</exception>
    public async ValueTask AcceptAsync(IncomingMessage message)
    {
        if (!_pending.TryGetValue(message.Command.MessageIdBeingRespondedTo ?? 0, out var operation))
            throw new DimseProtocolException(AbortReason.NotSpecified, "A response came for an operation that is not outstanding.");
        operation.Check(message);
        _timer.Set(_options.Timeouts.Response);
        var response = new DimseResponse(message.Command, await ReadAsync(message).ConfigureAwait(false));
        _timer.Stop();
        if (response.Status.IsPending)
            await operation.AddAsync(response, _ended).ConfigureAwait(false);
        else
            await FinishAsync(operation, response).ConfigureAwait(false);
        if (!_pending.IsEmpty)
            _timer.Set(_options.Timeouts.Response);
    }

    /// <summary>
    /// Takes a request of the peer. A C-GET is answered by requests first, and its pending responses are optional: as long as they come, the
    /// peer works on what we asked for.
    /// </summary>
    public async ValueTask WaitWhileAsync(Func<IncomingMessage, ValueTask> perform, IncomingMessage message)
    {
        Interlocked.Increment(ref _performing);
        ProlongIfSet();
        try
        {
            await perform(message).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _performing);
            ProlongIfSet();
        }
    }

    public void FailAll(DicomAssociationException? failure)
    {
        foreach (var operation in _pending.Values)
            End(operation, failure ?? new AssociationAbortedException("The association was released while an operation was outstanding."));
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Whoever reads the final response finds that the operation has ended, and may give the association to the next user.</summary>
    private async ValueTask FinishAsync(PendingOperation operation, DimseResponse response)
    {
        Forget(operation);
        try
        {
            await operation.AddAsync(response, _ended).ConfigureAwait(false);
            operation.End();
        }
        catch (OperationCanceledException)
        {
            operation.End(new AssociationOverException());
            throw;
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(IncomingMessage message)
    {
        if (message.DataSet is not { } dataSet)
            return null;
        try
        {
            return await dataSet.ReadToEndAsync(_options.Limits.ResponseDataSetMaximum, CancellationToken.None).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw new DimseProtocolException(
                AbortReason.NotSpecified, $"The data set of a response is larger than {_options.Limits.ResponseDataSetMaximum} bytes.");
        }
    }

    private void ProlongIfSet()
    {
        if (_timer.IsSet)
            _timer.Set(_options.Timeouts.Response);
    }

    private void Expire(AssociationChannel channel)
    {
        if (_pending.IsEmpty)
            return;

        // A peer may take a long message before it answers the one before; the write time looks after the sending. What it sends itself
        // meanwhile is looked after by the least rate.
        if (Volatile.Read(ref _sending) > 0 || Volatile.Read(ref _performing) > 0)
            _timer.Set(_options.Timeouts.Response);
        else
            channel.Fail(new AssociationTimeoutException($"No response came within {_options.Timeouts.Response}."));
    }

    private void End(PendingOperation operation, Exception? failure)
    {
        if (Forget(operation))
            operation.End(failure);
    }

    private bool Forget(PendingOperation operation)
    {
        if (!_pending.TryRemove(operation.MessageId, out _))
            return false;
        _window.Release();
        if (_pending.IsEmpty)
            _watch.StartIdling();
        return true;
    }
}

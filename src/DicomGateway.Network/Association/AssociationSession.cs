using DicomGateway.Network.Association.Messages;
using DicomGateway.Network.Association.StateMachine;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Network.Association;

/// <summary>An established association: reads messages one after the other and gives each to whom it concerns, until it is over.</summary>
internal sealed class AssociationSession : IDisposable
{
    private readonly AssociationChannel _channel;
    private readonly MessageReader _reader;
    private readonly MessageWriter _writer;
    private readonly IncomingRequests _incoming;
    private readonly OutgoingRequests _outgoing;

    public AssociationSession(AssociationChannel channel, AssociationInfo info, IDimseHandler handler, IAssociationObserver observer)
    {
        Info = info;
        _channel = channel;
        _reader = new MessageReader(channel, info.PresentationContexts);
        _writer = new MessageWriter(channel, info.SendMaximum, channel.Options.Limits.SendBuffer);
        _outgoing = new OutgoingRequests(info, _writer, channel);
        _incoming = new IncomingRequests(info, handler, _writer, _outgoing, channel, observer);
    }

    public AssociationInfo Info { get; }

    public OutgoingRequests Outgoing => _outgoing;

    /// <summary>Runs until the association is over and the connection closed.</summary>
    /// <returns>What ended it; null after a release.</returns>
    public async Task<DicomAssociationException?> RunAsync()
    {
        _channel.Input.BufferSize = _channel.Options.Limits.ReceiveBuffer;
        _channel.Watch.StartIdling();
        DicomAssociationException? failure = null;
        try
        {
            while (await _reader.ReadCommandAsync().ConfigureAwait(false) is { } message)
                await DispatchAsync(message).ConfigureAwait(false);
            await FinishReleaseAsync().ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is DicomAssociationException || AssociationFailure.IsOfConnection(ended))
        {
            failure = AssociationFailure.From(ended);
        }

        failure = await _channel.EndAsync(failure, mayRead: failure is null || !_incoming.IsRunning).ConfigureAwait(false);
        _outgoing.FailAll(failure);
        if (!_incoming.IsRunning)
            _channel.Input.ReleaseBuffer();
        return failure;
    }

    public ValueTask RequestReleaseAsync() => _channel.Protocol.RequestReleaseAsync();

    public void Abort(DicomAssociationException why) => _channel.Fail(why);

    /// <summary>Aborts as soon as no operation of the peer is outstanding.</summary>
    public void StopWhenIdle() => _incoming.StopWhenIdle();

    public void Dispose()
    {
        _incoming.Dispose();
        _outgoing.Dispose();
    }

    private ValueTask DispatchAsync(IncomingMessage message)
    {
        if (message.Command.IsResponse)
            return _outgoing.AcceptAsync(message);
        if (message.Command.CommandField != DimseCommandField.CCancelRequest)
            return _outgoing.WaitWhileAsync(_incoming.BeginAsync, message);
        _incoming.Cancel(message.Command.MessageIdBeingRespondedTo ?? 0);
        return message.DataSet?.CloseAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>The peer asked for release, or agreed to ours, or both at once (PS3.8 7.2.2.4).</summary>
    private async ValueTask FinishReleaseAsync()
    {
        while (true)
        {
            switch (_channel.Protocol.State)
            {
                case AssociationState.Sta8:
                    await _incoming.WaitForEndAsync().ConfigureAwait(false);
                    await _channel.Protocol.AgreeToReleaseAsync().ConfigureAwait(false);
                    break;
                case AssociationState.Sta9 or AssociationState.Sta12:
                    await _channel.Protocol.AgreeToReleaseAsync().ConfigureAwait(false);
                    break;
                case AssociationState.Sta10 or AssociationState.Sta11:
                    await _channel.Protocol.ReceiveAsync(isInMessage: false).ConfigureAwait(false);
                    break;
                default:
                    return;
            }
        }
    }
}

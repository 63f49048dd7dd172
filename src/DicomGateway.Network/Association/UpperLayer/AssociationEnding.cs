using DicomGateway.Network.Association.StateMachine;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using static DicomGateway.Network.Association.StateMachine.AssociationEvent;

namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>How an association ends: last words, ARTIM, and the close of the connection.</summary>
internal sealed class AssociationEnding : IDisposable
{
    private readonly AssociationPosition _position;
    private readonly PduInput _input;
    private readonly PduOutput _output;
    private readonly AssociationTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly Action _close;
    private readonly DeadlineTimer _artim;

    /// <param name="position">Where the association is.</param>
    /// <param name="input">Bytes from the peer.</param>
    /// <param name="output">Bytes to the peer.</param>
    /// <param name="timeouts">The lengths of ARTIM.</param>
    /// <param name="time">The clock of ARTIM.</param>
    /// <param name="close">Closes the transport connection; may be called again.</param>
    public AssociationEnding(
        AssociationPosition position, PduInput input, PduOutput output, AssociationTimeouts timeouts, TimeProvider time, Action close)
    {
        _position = position;
        _input = input;
        _output = output;
        _timeouts = timeouts;
        _time = time;
        _close = close;
        _artim = new DeadlineTimer(time, OnArtim);
    }

    /// <summary>Why ARTIM ended an association that the peer had not closed; null as long as it has not.</summary>
    public AssociationTimeoutException? Expired { get; private set; }

    public void StartArtim() => _artim.Set(_timeouts.Artim);

    public void StopArtim() => _artim.Stop();

    public void Close()
    {
        _artim.Stop();
        _close();
    }

    /// <summary>Ends the association for a reason of ours: A-ABORT if there is somebody to tell, then Sta13 or closed.</summary>
    public async ValueTask AbortAsync(DicomAssociationException failure)
    {
        var reason = failure switch
        {
            PduFormatException format => format.Reason,
            DimseProtocolException protocol => protocol.Reason,
            _ => AbortReason.NotSpecified,
        };
        if (failure is AssociationClosedException)
        {
            _position.Move(TransportClosed);
            Close();
        }
        else if (_position.State is not (AssociationState.Sta1 or AssociationState.Sta13))
        {
            var transition = _position.Move(reason == AbortReason.NotSpecified ? AbortRequested : InvalidPduReceived);
            await AbortAsync(transition.Action, reason).ConfigureAwait(false);
        }
    }

    /// <summary>Carries out AA-1, AA-2, AA-7 and AA-8; other actions are none of an abort.</summary>
    public async ValueTask AbortAsync(AssociationAction action, AbortReason reason)
    {
        switch (action)
        {
            case AssociationAction.AA1:
                await SendLastAsync(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified)).ConfigureAwait(false);
                break;
            case AssociationAction.AA7 or AssociationAction.AA8:
                await SendLastAsync(new Abort(AbortSource.ServiceProvider, reason)).ConfigureAwait(false);
                break;
            case AssociationAction.AA2:
                Close();
                break;
        }
    }

    /// <summary>ARTIM runs while the PDU is sent too, so that a peer that takes nothing cannot hold us.</summary>
    public async ValueTask SendLastAsync(ProtocolDataUnit pdu)
    {
        _artim.Set(_timeouts.Close);
        try
        {
            await _output.WriteAsync(pdu).ConfigureAwait(false);
        }
        catch (DicomAssociationException)
        {
            Close();
        }
    }

    /// <summary>Lets the peer take our last words: reads and forgets until it closes or ARTIM does.</summary>
    /// <param name="isFramed">What comes next is a PDU; after an abort of ours that is not known.</param>
    public async ValueTask AwaitCloseAsync(bool isFramed)
    {
        _input.Unstop();
        try
        {
            while (isFramed && _position.State == AssociationState.Sta13)
                isFramed = await IgnorePduAsync().ConfigureAwait(false);
            if (_position.State == AssociationState.Sta13)
                await _input.DiscardAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DicomAssociationException || AssociationFailure.IsOfConnection(failure))
        {
            // Gone is what we were waiting for.
        }

        _position.Move(TransportClosed);
        Close();
    }

    /// <summary>Gives the peer the time of ARTIM for our last words, without reading what it still sends.</summary>
    public async ValueTask AwaitArtimAsync()
    {
        if (_position.State == AssociationState.Sta13)
            await Task.Delay(_timeouts.Close, _time).ConfigureAwait(false);
        _position.Move(TransportClosed);
        Close();
    }

    public void Dispose() => _artim.Dispose();

    /// <returns>Whether a PDU may follow.</returns>
    private async ValueTask<bool> IgnorePduAsync()
    {
        AssociationEvent occurred;
        try
        {
            if (await _input.ReadHeaderAsync(isInMessage: false).ConfigureAwait(false) is not { } header)
                return false;
            await _input.SkipAsync(header.Length).ConfigureAwait(false);
            occurred = PduEvents.Of(header.Type);
        }
        catch (PduFormatException)
        {
            occurred = InvalidPduReceived;
        }

        await AbortAsync(_position.Move(occurred).Action, AbortReason.UnexpectedPdu).ConfigureAwait(false);
        return occurred != InvalidPduReceived;
    }

    private void OnArtim()
    {
        // As requestor ARTIM also guards our wait for an answer; the table knows it in Sta2 and Sta13 only.
        var state = _position.State;
        if (state is AssociationState.Sta5 or AssociationState.Sta7 or AssociationState.Sta9 or AssociationState.Sta10 or AssociationState.Sta11)
            _position.Move(AbortRequested);
        if (state != AssociationState.Sta13)
            Expired = new AssociationTimeoutException($"The peer did not answer within {_timeouts.Artim}.");
        _position.Move(ArtimExpired);
        Close();
    }
}

using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu;
using static DicomGateway.Network.Association.AssociationEvent;

namespace DicomGateway.Network.Association;

/// <summary>
/// Carries out the state table on one connection: turns PDUs, timers and local wishes into events, and actions into PDUs. What ends the
/// association is thrown, once the A-ABORT that goes with it is sent.
/// </summary>
internal sealed class AssociationProtocol : IDisposable
{
    private readonly bool _isRequestor;
    private readonly PduInput _input;
    private readonly PduOutput _output;
    private readonly AssociationLimits _limits;
    private readonly AssociationTimeouts _timeouts;
    private readonly Action _close;
    private readonly DeadlineTimer _artim;
    private readonly Lock _gate = new();
    private AssociationState _state = AssociationState.Sta1;

    /// <param name="isRequestor">We ask for the association.</param>
    /// <param name="input">Bytes from the peer.</param>
    /// <param name="output">Bytes to the peer.</param>
    /// <param name="options">Limits and timeouts.</param>
    /// <param name="time">The clock of ARTIM.</param>
    /// <param name="close">Closes the transport connection; may be called again.</param>
    public AssociationProtocol(bool isRequestor, PduInput input, PduOutput output, AssociationOptions options, TimeProvider time, Action close)
    {
        _isRequestor = isRequestor;
        _input = input;
        _output = output;
        _limits = options.Limits;
        _timeouts = options.Timeouts;
        _close = close;
        _artim = new DeadlineTimer(time, OnArtim);
    }

    public AssociationState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>Why ARTIM ended an association that the peer had not closed; null as long as it has not.</summary>
    public AssociationTimeoutException? Expired { get; private set; }

    /// <summary>As acceptor: a peer has connected.</summary>
    public void Accepted()
    {
        Move(TransportIndicated);
        _artim.Set(_timeouts.Artim);
    }

    /// <summary>As requestor: the connection is there; asks for the association.</summary>
    public async ValueTask RequestAsync(AssociateRequest request)
    {
        Move(AssociateRequested);
        Move(TransportConnected);
        _artim.Set(_timeouts.Artim);
        await _output.WriteAsync(request).ConfigureAwait(false);
    }

    /// <summary>The next PDU that concerns the user of the association. Its bytes follow in the input if it is P-DATA-TF.</summary>
    /// <param name="isInMessage">A message has begun and not ended.</param>
    /// <exception cref="PduFormatException">Malformed or unexpected.</exception>
    /// <exception cref="AssociationAbortedException">A-ABORT.</exception>
    /// <exception cref="AssociationRejectedException">A-ASSOCIATE-RJ.</exception>
    /// <exception cref="AssociationClosedException">The peer closed the connection.</exception>
    public async ValueTask<ReceivedPdu> ReceiveAsync(bool isInMessage)
    {
        if (TryReceiveData(out var length))
            return new ReceivedPdu(length, null);
        if (await _input.ReadHeaderAsync(isInMessage).ConfigureAwait(false) is not { } header)
            throw Closed();
        _limits.Check(header);
        ProtocolDataUnit? pdu = null;
        if (header.Type != PduType.DataTransfer)
            pdu = PduReader.Read(header.Type, (await _input.ReadExactlyAsync((int)header.Length).ConfigureAwait(false)).Span);
        var refusal = pdu is AssociateRequest request ? AssociationNegotiation.Refusal(request, _limits) : null;
        var transition = Move(EventOf(header.Type), refusal is null);
        await PerformAsync(transition.Action, pdu, refusal).ConfigureAwait(false);
        return new ReceivedPdu(pdu is null ? header.Length : 0, pdu);
    }

    /// <summary>The next PDU, if it is P-DATA-TF, welcome, and its header is here already.</summary>
    public bool TryReceiveData(out uint length)
    {
        length = 0;
        if (State is not (AssociationState.Sta6 or AssociationState.Sta7) || !_input.TryReadDataHeader(out var header))
            return false;
        _limits.Check(header);
        Move(DataReceived);
        length = header.Length;
        return true;
    }

    public async ValueTask AcceptAsync(AssociateAccept accept)
    {
        Require(Move(AcceptDecided));
        await _output.WriteAsync(accept).ConfigureAwait(false);
    }

    public async ValueTask RejectAsync(AssociateReject reject)
    {
        Require(Move(RejectDecided));
        await SendLastAsync(reject).ConfigureAwait(false);
    }

    /// <summary>Before a message is sent.</summary>
    /// <exception cref="AssociationOverException">The association takes no more data.</exception>
    public void BeginData() => Require(Move(DataRequested));

    public async ValueTask RequestReleaseAsync()
    {
        Require(Move(ReleaseRequested));
        _artim.Set(_timeouts.Artim);
        await _output.WriteAsync(new ReleaseRequest()).ConfigureAwait(false);
    }

    public async ValueTask AgreeToReleaseAsync()
    {
        var transition = Move(ReleaseAgreed);
        Require(transition);
        if (transition.Action == AssociationAction.AR4)
            await SendLastAsync(new ReleaseResponse()).ConfigureAwait(false);
        else
            await _output.WriteAsync(new ReleaseResponse()).ConfigureAwait(false);
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
            Move(TransportClosed);
            Close();
        }
        else if (State is not (AssociationState.Sta1 or AssociationState.Sta13))
        {
            var transition = Move(reason == AbortReason.NotSpecified ? AbortRequested : InvalidPduReceived);
            await AbortAsync(transition.Action, reason).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the peer take our last words: reads and forgets until it closes or ARTIM does.</summary>
    /// <param name="isFramed">What comes next is a PDU; after an abort of ours that is not known.</param>
    public async ValueTask AwaitCloseAsync(bool isFramed)
    {
        _input.Unstop();
        try
        {
            while (isFramed && State == AssociationState.Sta13)
                isFramed = await IgnorePduAsync().ConfigureAwait(false);
            if (State == AssociationState.Sta13)
                await _input.DiscardAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DicomAssociationException || AssociationFailure.IsOfConnection(failure))
        {
            // Gone is what we were waiting for.
        }

        Move(TransportClosed);
        Close();
    }

    public void Dispose() => _artim.Dispose();

    private async ValueTask PerformAsync(AssociationAction action, ProtocolDataUnit? pdu, AssociateReject? refusal)
    {
        switch (action)
        {
            case AssociationAction.AE6:
                _artim.Stop();
                if (refusal is not null)
                    await SendLastAsync(refusal).ConfigureAwait(false);
                break;
            case AssociationAction.AE3:
                _artim.Stop();
                break;
            case AssociationAction.AE4:
                Close();
                throw new AssociationRejectedException((AssociateReject)pdu!);
            case AssociationAction.AA2 or AssociationAction.AA3:
                Close();
                throw new AssociationAbortedException((Abort)pdu!);
            case AssociationAction.AR3:
                Close();
                break;
            case AssociationAction.AA6 or AssociationAction.Ignore:
                throw new AssociationOverException();
            case AssociationAction.AA1 or AssociationAction.AA7 or AssociationAction.AA8:
                await AbortAsync(action, AbortReason.UnexpectedPdu).ConfigureAwait(false);
                throw new PduFormatException(AbortReason.UnexpectedPdu, "The peer sent a PDU that has no place in the state of the association.");
        }
    }

    private async ValueTask AbortAsync(AssociationAction action, AbortReason reason)
    {
        switch (action)
        {
            case AssociationAction.AA1: await SendLastAsync(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified)).ConfigureAwait(false); break;
            case AssociationAction.AA7 or AssociationAction.AA8:
                await SendLastAsync(new Abort(AbortSource.ServiceProvider, reason)).ConfigureAwait(false);
                break;
            case AssociationAction.AA2: Close(); break;
        }
    }

    /// <returns>Whether a PDU may follow.</returns>
    private async ValueTask<bool> IgnorePduAsync()
    {
        AssociationEvent occurred;
        try
        {
            if (await _input.ReadHeaderAsync(isInMessage: false).ConfigureAwait(false) is not { } header)
                return false;
            await _input.SkipAsync(header.Length).ConfigureAwait(false);
            occurred = EventOf(header.Type);
        }
        catch (PduFormatException)
        {
            occurred = InvalidPduReceived;
        }

        await AbortAsync(Move(occurred).Action, AbortReason.UnexpectedPdu).ConfigureAwait(false);
        return occurred != InvalidPduReceived;
    }

    /// <summary>ARTIM runs while the PDU is sent too, so that a peer that takes nothing cannot hold us.</summary>
    private async ValueTask SendLastAsync(ProtocolDataUnit pdu)
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

    private AssociationTransition Move(AssociationEvent occurred, bool isAcceptable = true)
    {
        lock (_gate)
        {
            var transition = AssociationStateMachine.Next(_state, occurred, _isRequestor, isAcceptable);
            _state = transition.Next;
            return transition;
        }
    }

    private AssociationClosedException Closed()
    {
        Move(TransportClosed);
        Close();
        return new AssociationClosedException("The peer closed the connection.");
    }

    private void OnArtim()
    {
        // As requestor ARTIM also guards our wait for an answer; the table knows it in Sta2 and Sta13 only.
        var state = State;
        if (state is AssociationState.Sta5 or AssociationState.Sta7 or AssociationState.Sta9 or AssociationState.Sta10 or AssociationState.Sta11)
            Move(AbortRequested);
        if (state != AssociationState.Sta13)
            Expired = new AssociationTimeoutException($"The peer did not answer within {_timeouts.Artim}.");
        Move(ArtimExpired);
        Close();
    }

    private void Close()
    {
        _artim.Stop();
        _close();
    }

    private static void Require(AssociationTransition transition)
    {
        if (transition.Action == AssociationAction.Ignore)
            throw new AssociationOverException();
    }

    private static AssociationEvent EventOf(PduType type) => type switch
    {
        PduType.AssociateRequest => AssociateRequestReceived,
        PduType.AssociateAccept => AssociateAcceptReceived,
        PduType.AssociateReject => AssociateRejectReceived,
        PduType.DataTransfer => DataReceived,
        PduType.ReleaseRequest => ReleaseRequestReceived,
        PduType.ReleaseResponse => ReleaseResponseReceived,
        PduType.Abort => AbortReceived,
        _ => InvalidPduReceived,
    };
}

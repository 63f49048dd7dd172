using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Association.StateMachine;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using static DicomGateway.Network.Association.StateMachine.AssociationEvent;

namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>
/// Carries out the state table on one connection: turns PDUs and local wishes into events, and actions into PDUs. What ends the association
/// is thrown, once the A-ABORT that goes with it is sent.
/// </summary>
internal sealed class AssociationProtocol(
    AssociationPosition position, AssociationEnding ending, PduInput input, PduOutput output, AssociationLimits limits)
{
    public AssociationState State => position.State;

    /// <summary>As acceptor: a peer has connected.</summary>
    public void Accepted()
    {
        position.Move(TransportIndicated);
        ending.StartArtim();
    }

    /// <summary>As requestor: the connection is there; asks for the association.</summary>
    public async ValueTask RequestAsync(AssociateRequest request)
    {
        position.Move(AssociateRequested);
        position.Move(TransportConnected);
        ending.StartArtim();
        await output.WriteAsync(request).ConfigureAwait(false);
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
        if (await input.ReadHeaderAsync(isInMessage).ConfigureAwait(false) is not { } header)
            throw new AssociationClosedException("The peer closed the connection.");
        limits.Check(header);
        ProtocolDataUnit? pdu = null;
        if (header.Type != PduType.DataTransfer)
            pdu = PduReader.Read(header.Type, (await input.ReadExactlyAsync((int)header.Length).ConfigureAwait(false)).Span);
        var refusal = pdu is AssociateRequest request ? AssociationNegotiation.Refusal(request, limits) : null;
        var transition = position.Move(PduEvents.Of(header.Type), refusal is null);
        await PerformAsync(transition.Action, pdu, refusal).ConfigureAwait(false);
        return new ReceivedPdu(pdu is null ? header.Length : 0, pdu);
    }

    /// <summary>The next PDU, if it is P-DATA-TF, welcome, and its header is here already.</summary>
    public bool TryReceiveData(out uint length)
    {
        length = 0;
        if (State is not (AssociationState.Sta6 or AssociationState.Sta7) || !input.TryReadDataHeader(out var header))
            return false;
        limits.Check(header);
        position.Move(DataReceived);
        length = header.Length;
        return true;
    }

    public async ValueTask AcceptAsync(AssociateAccept accept)
    {
        position.Require(AcceptDecided);
        await output.WriteAsync(accept).ConfigureAwait(false);
    }

    public async ValueTask RejectAsync(AssociateReject reject)
    {
        position.Require(RejectDecided);
        await ending.SendLastAsync(reject).ConfigureAwait(false);
    }

    /// <summary>Before a message is sent.</summary>
    /// <exception cref="AssociationOverException">The association takes no more data.</exception>
    public void BeginData() => position.Require(DataRequested);

    /// <exception cref="AssociationOverException">The association is over or being released.</exception>
    public async ValueTask RequestReleaseAsync()
    {
        position.Require(ReleaseRequested);
        ending.StartArtim();
        await output.WriteAsync(new ReleaseRequest()).ConfigureAwait(false);
    }

    /// <exception cref="AssociationOverException">The peer did not ask for release, or its own response must come first.</exception>
    public async ValueTask AgreeToReleaseAsync()
    {
        if (position.Require(ReleaseAgreed).Action == AssociationAction.AR4)
            await ending.SendLastAsync(new ReleaseResponse()).ConfigureAwait(false);
        else
            await output.WriteAsync(new ReleaseResponse()).ConfigureAwait(false);
    }

    private async ValueTask PerformAsync(AssociationAction action, ProtocolDataUnit? pdu, AssociateReject? refusal)
    {
        switch (action)
        {
            case AssociationAction.AE3:
                ending.StopArtim();
                break;
            case AssociationAction.AE4:
                ending.Close();
                throw new AssociationRejectedException((AssociateReject)pdu!);
            case AssociationAction.AE6:
                ending.StopArtim();
                if (refusal is not null)
                    await ending.SendLastAsync(refusal).ConfigureAwait(false);
                break;
            case AssociationAction.AR3:
                ending.Close();
                break;
            case AssociationAction.AA2 or AssociationAction.AA3:
                ending.Close();
                throw new AssociationAbortedException((Abort)pdu!);
            case AssociationAction.AA1 or AssociationAction.AA7 or AssociationAction.AA8:
                await ending.AbortAsync(action, AbortReason.UnexpectedPdu).ConfigureAwait(false);
                throw new PduFormatException(AbortReason.UnexpectedPdu, "The peer sent a PDU that has no place in the state of the association.");
            case AssociationAction.AA6 or AssociationAction.Ignore:
                throw new AssociationOverException();
        }
    }
}

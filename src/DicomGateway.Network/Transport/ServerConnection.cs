using System.Net;
using System.Net.Sockets;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Association.StateMachine;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Transport;

/// <summary>A connection that a peer opened: handshake, negotiation, association, end. Runs on its own, so that no peer waits for another.</summary>
internal sealed class ServerConnection(Socket socket, TlsHandshake? tls, ServerContext server)
{
    private readonly Lock _gate = new();
    private AssociationSession? _session;
    private bool _isStopping;

    public IPEndPoint Remote { get; } = SocketSettings.Plain(socket.RemoteEndPoint);

    /// <summary>Done when the connection is closed and forgotten.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start() => Completion = Task.Run(RunAsync);

    /// <summary>No new association; one that is there ends with its last outstanding operation.</summary>
    public void StopWhenIdle()
    {
        AssociationSession? session;
        lock (_gate)
        {
            _isStopping = true;
            session = _session;
        }

        if (session is null)
            socket.Dispose();
        else
            session.StopWhenIdle();
    }

    public void Abort()
    {
        _session?.Abort(new AssociationAbortedException("The service is stopping."));
        socket.Dispose();
    }

    private async Task RunAsync()
    {
        var peer = new PeerIdentity(Remote, SocketSettings.Plain(socket.LocalEndPoint), tls is not null, null);
        try
        {
            SocketSettings.Configure(socket);
            server.Observer.Connected(peer);
            var stream = new QuickAckStream(socket);
            await using (stream.ConfigureAwait(false))
            {
                if (tls is null)
                    await ServeAsync(stream, peer).ConfigureAwait(false);
                else
                    await ServeSecuredAsync(stream, tls, peer).ConfigureAwait(false);
            }
        }
        catch (Exception failure)
        {
            // Whatever it is, a certificate file that cannot be read included: it is this connection's trouble and nobody else's.
            server.Observer.Failed(peer, AssociationFailure.From(failure));
        }
        finally
        {
            socket.Dispose();
            server.Register.Remove(this, Remote.Address);
        }
    }

    private async Task ServeSecuredAsync(QuickAckStream plain, TlsHandshake handshake, PeerIdentity peer)
    {
        using var tooLong = new CancellationTokenSource(server.Options.Timeouts.Artim, server.Time);
        var secured = await handshake.AsServerAsync(plain, tooLong.Token).ConfigureAwait(false);
        await using (secured.ConfigureAwait(false))
        {
            var certificate = TlsHandshake.PeerCertificate(secured);
            await ServeAsync(secured, peer with { Certificate = certificate }).ConfigureAwait(false);
            certificate?.Dispose();
        }
    }

    private async Task ServeAsync(Stream stream, PeerIdentity peer)
    {
        using var channel = new AssociationChannel(stream, isRequestor: false, server.Options, server.Time, socket.Dispose);
        DicomAssociationException? failure = null;
        var isEstablished = false;
        try
        {
            channel.Protocol.Accepted();
            var received = await channel.Protocol.ReceiveAsync(isInMessage: false).ConfigureAwait(false);
            if (received.Control is AssociateRequest request && channel.Protocol.State == AssociationState.Sta3)
                isEstablished = await DecideAsync(channel, request, peer).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is DicomAssociationException || AssociationFailure.IsOfConnection(ended))
        {
            failure = AssociationFailure.From(ended);
        }

        if (isEstablished)
            return;
        failure = await channel.EndAsync(failure).ConfigureAwait(false);
        channel.Input.ReleaseBuffer();
        if (failure is not null)
            server.Observer.Failed(peer, failure);
    }

    /// <returns>Whether an association was established; it is over then.</returns>
    private async Task<bool> DecideAsync(AssociationChannel channel, AssociateRequest request, PeerIdentity peer)
    {
        var proposal = new AssociationProposal(AssociationNegotiation.WithoutMalformedUids(request), peer);
        if (!server.Register.TryAddAssociation(Remote.Address))
        {
            server.Observer.LimitReached(peer, ServerLimit.AssociationsPerPeer);
            await RejectAsync(channel, proposal, AssociationDecision.RejectForNow()).ConfigureAwait(false);
            return false;
        }

        try
        {
            var decision = await AskPolicyAsync(proposal, channel.Ended).ConfigureAwait(false);
            if (decision is AcceptedAssociation accepted)
                return await EstablishAsync(channel, request, accepted, peer).ConfigureAwait(false);
            await RejectAsync(channel, proposal, (RejectedAssociation)decision).ConfigureAwait(false);
            return false;
        }
        finally
        {
            server.Register.RemoveAssociation(Remote.Address);
        }
    }

    private async ValueTask<AssociationDecision> AskPolicyAsync(AssociationProposal proposal, CancellationToken cancellationToken)
    {
        try
        {
            return await server.Policy.DecideAsync(proposal, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (DicomAssociationException or OperationCanceledException))
        {
            server.Observer.Failed(proposal.Peer, new AssociationAbortedException("The association policy failed.", failure));
            return AssociationDecision.RejectForNow();
        }
    }

    private async Task RejectAsync(AssociationChannel channel, AssociationProposal proposal, RejectedAssociation decision)
    {
        server.Observer.Rejected(proposal, decision);
        await channel.Protocol.RejectAsync(decision.Answer).ConfigureAwait(false);
    }

    private async Task<bool> EstablishAsync(AssociationChannel channel, AssociateRequest request, AcceptedAssociation decision, PeerIdentity peer)
    {
        var accept = AssociationNegotiation.Accept(request, decision, server.Options);
        var info = AssociationInfoFactory.ForAcceptor(request, accept, peer, server.Options.Limits);
        using var session = new AssociationSession(channel, info, server.Handler, server.Observer);
        lock (_gate)
        {
            if (_isStopping)
                throw new AssociationAbortedException("The service is stopping.");
            _session = session;
        }

        await channel.Protocol.AcceptAsync(accept).ConfigureAwait(false);
        server.Observer.Established(info);
        var failure = await session.RunAsync().ConfigureAwait(false);
        server.Observer.Ended(info, failure);
        return true;
    }
}

using System.Net;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>What throws inside the handling of something else must not do more harm than that.</summary>
internal sealed class FailingCollaboratorTests
{
    [Test]
    public async Task Observer_that_always_throws_changes_nothing()
    {
        await using var server = Serve(new AcceptEverything(), new Thrower());
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoints[0]);
        await peer.SendAsync(Request);
        await peer.ReceiveAsync<AssociateAccept>();
        await peer.SendAsync(Echo());
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.Success));
        await using var second = await ScriptedPeer.ConnectAsync(server.EndPoints[0]);
        await second.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        await second.WaitForCloseAsync();
        await using var third = await ScriptedPeer.ConnectAsync(server.EndPoints[0]);
        await third.SendAsync(Request);
        await third.ReceiveAsync<AssociateAccept>();
    }

    [Test]
    public async Task Policy_that_throws_rejects_for_now()
    {
        await using var server = Serve(new Thrower(), null);
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoints[0]);
        await peer.SendAsync(Request);
        Assert.That((await peer.ReceiveAsync<AssociateReject>()).Result, Is.EqualTo(RejectResult.Transient));
    }

    [Test]
    public async Task Certificate_that_cannot_be_had_fails_the_handshake_only()
    {
        using var authority = new TestCertificates();
        var identity = authority.Issue("localhost", TestCertificates.ServerUse);
        var isBroken = true;
        var options = authority.Options(null) with { Identity = () => isBroken ? throw new UnauthorizedAccessException("key file") : identity, RequirePeerCertificate = false };
        await using var server = new TestServer(tls: options);
        await using var client = server.Client(given => given with { Tls = authority.Options(null) });
        await Assert.CatchAsync<DicomAssociationException>(() => client.OpenAsync(ScriptedServer.Contexts, default));
        isBroken = false;
        await using var association = await client.OpenAsync(ScriptedServer.Contexts, default);
        Assert.That(association.Info.Peer.Certificate, Is.Not.Null);
    }

    private static DicomServer Serve(IAssociationPolicy policy, IAssociationObserver? observer)
    {
        var options = new DicomServerOptions { Listeners = [new ListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))], Association = TestServer.QuickToClose };
        var server = new DicomServer(options, policy, new RecordingHandler(), observer);
        server.Start();
        return server;
    }

    private sealed class Thrower : IAssociationObserver, IAssociationPolicy
    {
        public void Connected(PeerIdentity peer) => throw new InvalidOperationException("observer");

        public void Established(AssociationInfo association) => throw new InvalidOperationException("observer");

        public void Ended(AssociationInfo association, DicomAssociationException? failure) => throw new InvalidOperationException("observer");

        public void Failed(PeerIdentity peer, DicomAssociationException failure) => throw new InvalidOperationException("observer");

        public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("policy");
    }
}

using System.Net.Sockets;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.StateMachine;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Testing;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Association.StateMachine;

/// <summary>The acceptor's side of PS3.8 7.2.2.4; a server of ours never asks for release first, yet the table has it.</summary>
internal sealed class ReleaseCollisionTests
{
    [Test]
    public async Task Acceptor_waits_for_the_response_before_it_gives_its_own()
    {
        using var listener = ScriptedPeer.Listen();
        var connecting = ScriptedPeer.ConnectAsync((System.Net.IPEndPoint)listener.LocalEndPoint!);
        using var socket = await listener.AcceptAsync();
        await using var peer = await connecting;
        using var channel = new AssociationChannel(new NetworkStream(socket), isRequestor: false, new AssociationOptions(), new FakeTimeProvider(), socket.Dispose);
        var protocol = channel.Protocol;
        protocol.Accepted();
        await peer.SendAsync(Request);
        await protocol.ReceiveAsync(isInMessage: false);
        await protocol.AcceptAsync(Accept(Request));
        await protocol.RequestReleaseAsync();
        await peer.SendAsync(new ReleaseRequest());
        await protocol.ReceiveAsync(isInMessage: false);
        Assert.That(protocol.State, Is.EqualTo(AssociationState.Sta10));
        await Assert.ThrowsAsync<AssociationOverException>(async () => await protocol.AgreeToReleaseAsync());
        await peer.SendAsync(new ReleaseResponse());
        await protocol.ReceiveAsync(isInMessage: false);
        Assert.That(protocol.State, Is.EqualTo(AssociationState.Sta12));
        await protocol.AgreeToReleaseAsync();
        Assert.That(protocol.State, Is.EqualTo(AssociationState.Sta13));
        await peer.ReceiveAsync<AssociateAccept>();
        await peer.ReceiveAsync<ReleaseRequest>();
        await peer.ReceiveAsync<ReleaseResponse>();
        await peer.DisposeAsync();
        Assert.That(await channel.EndAsync(null), Is.Null);
        Assert.That(protocol.State, Is.EqualTo(AssociationState.Sta1));
    }
}

using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Testing;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class KeptAssociationTests
{
    [Test]
    public async Task Returned_association_is_used_again()
    {
        await using var server = new TestServer();
        await using var client = server.Client();
        var first = await client.RentAsync(ScriptedServer.Contexts, default);
        await first.EchoAsync(first.FindContext(Verification)!, default);
        await client.ReturnAsync(first);
        var second = await client.RentAsync([ScriptedServer.Contexts[1]], default);
        Assert.That(second, Is.SameAs(first));
        await second.DisposeAsync();
    }

    [Test]
    public async Task Association_without_the_wanted_context_is_not_used()
    {
        await using var server = new TestServer();
        await using var client = server.Client();
        await using var first = await client.RentAsync([ScriptedServer.Contexts[0]], default);
        await client.ReturnAsync(first);
        await using var second = await client.RentAsync(ScriptedServer.Contexts, default);
        Assert.That(second, Is.Not.SameAs(first));
    }

    [Test]
    public async Task Association_that_failed_is_not_used_again()
    {
        await using var server = new TestServer();
        await using var client = server.Client();
        await using var first = await client.RentAsync(ScriptedServer.Contexts, default);
        first.Abort();
        await client.ReturnAsync(first);
        await using var second = await client.RentAsync(ScriptedServer.Contexts, default);
        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(second.IsUsable);
    }

    [Test]
    public async Task Association_that_nobody_wants_is_released()
    {
        var time = new FakeTimeProvider();
        await using var server = new ScriptedServer(time: time);
        var (association, peer) = await server.AssociateAsync(rent: true);
        await using var disposed = peer;
        await server.Client.ReturnAsync(association);
        var released = peer.ReceiveAsync<ReleaseRequest>();
        Assert.That((await time.AdvanceUntilAsync(released, 20)).TotalSeconds, Is.InRange(5, 7));
        await peer.SendAsync(new ReleaseResponse());
        Assert.That(await association.Completion, Is.Null);
    }
}

using System.Diagnostics;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;
using DicomGateway.Testing;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class ServerLimitTests
{
    [Test]
    public async Task Connection_above_the_limit_is_closed_at_once_and_room_comes_back()
    {
        await using var server = new TestServer(configure: options => options with { MaximumConnections = 2 });
        var first = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await using var second = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await Waiting.UntilAsync(() => server.Server.ConnectionCount == 2);
        await using var third = await ScriptedPeer.ConnectAsync(server.EndPoint);
        Assert.That(await third.WaitForCloseAsync(), Is.Zero);
        Assert.That(server.Limits, Is.EqualTo(new[] { ServerLimit.Connections }));
        await first.DisposeAsync();
        await Waiting.UntilAsync(() => server.Server.ConnectionCount == 1);
        await using var fourth = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await fourth.SendAsync(Request);
        await fourth.ReceiveAsync<AssociateAccept>();
    }

    [Test]
    public async Task Connection_above_the_limit_of_its_address_is_closed_at_once()
    {
        await using var server = new TestServer(configure: options => options with { MaximumConnectionsPerPeer = 1 });
        await using var first = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await Waiting.UntilAsync(() => server.Server.ConnectionCount == 1);
        await using var second = await ScriptedPeer.ConnectAsync(server.EndPoint);
        Assert.That(await second.WaitForCloseAsync(), Is.Zero);
        Assert.That(server.Limits, Is.EqualTo(new[] { ServerLimit.ConnectionsPerPeer }));
    }

    [Test]
    public async Task Association_above_the_limit_of_its_address_is_rejected_for_now()
    {
        await using var server = new TestServer(options: TestServer.QuickToClose, configure: options => options with { MaximumAssociationsPerPeer = 1 });
        await using var first = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await first.SendAsync(Request);
        await first.ReceiveAsync<AssociateAccept>();
        await using var second = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await second.SendAsync(Request);
        Assert.That(
            await second.ReceiveAsync(),
            Is.EqualTo(new AssociateReject(RejectResult.Transient, RejectSource.ServiceProviderPresentation, AssociateReject.LocalLimitExceeded)));
        Assert.That(server.Limits, Is.EqualTo(new[] { ServerLimit.AssociationsPerPeer }));
    }

    [Test]
    public void Limit_that_no_association_could_live_with_is_refused_by_name()
    {
        var options = new DicomServerOptions { Listeners = [], Association = new AssociationOptions { Limits = new AssociationLimits { Window = 0 } } };
        var failure = Assert.Throws<ArgumentException>(() => _ = new DicomServer(options, new AcceptEverything(), new RecordingHandler()));
        Assert.That(failure!.Message, Is.EqualTo("Window is 0; it must be 1 or more."));
    }

    [Test]
    public async Task Port_in_use_is_reported_with_what_to_do()
    {
        await using var server = new TestServer();
        var options = new DicomServerOptions { Listeners = [new ListenerOptions(server.EndPoint)] };
        await using var second = new DicomServer(options, new AcceptEverything(), new RecordingHandler());
        var failure = Assert.Throws<IOException>(second.Start);
        Assert.That(failure!.Message, Does.Contain("Choose another port"));
    }

    [Test]
    public async Task Stop_ends_idle_associations_at_once_and_waits_for_those_at_work()
    {
        var begun = new TaskCompletionSource<DimseRequest>();
        await using var server = new TestServer(options: TestServer.QuickToClose);
        server.Handler.Instead = (request, _) =>
        {
            begun.SetResult(request);
            return ValueTask.CompletedTask;
        };
        await using var silent = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await using var idle = await AssociateAsync(server);
        await using var busy = await AssociateAsync(server);
        await busy.SendAsync(Echo());
        var request = await begun.Task;
        await Waiting.UntilAsync(() => server.Server.ConnectionCount == 3);
        var stopping = server.Server.StopAsync(TimeSpan.FromMinutes(1));
        Assert.That(await silent.WaitForCloseAsync(), Is.Zero);
        Assert.That(await idle.ReceiveAsync(), Is.TypeOf<Abort>());
        Assert.That(stopping.IsCompleted, Is.False);
        await request.RespondAsync(DimseStatus.Success);
        Assert.That(CommandOf(await busy.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.Success));
        Assert.That(await busy.ReceiveAsync(), Is.TypeOf<Abort>());
        await stopping;
        Assert.That(server.Server.ConnectionCount, Is.Zero);
    }

    [Test]
    public async Task Stop_aborts_what_takes_longer_than_it_may()
    {
        var time = new FakeTimeProvider();
        var begun = new TaskCompletionSource();
        await using var server = new TestServer(time: time);
        server.Handler.Instead = async (_, token) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(Echo());
        await begun.Task;
        var stopping = server.Server.StopAsync(TimeSpan.FromSeconds(20));
        Assert.That((await time.AdvanceUntilAsync(stopping, 60)).TotalSeconds, Is.InRange(20, 23));
        await peer.WaitForCloseAsync();
    }

    [Test]
    public async Task New_connection_after_stop_is_refused()
    {
        var server = new TestServer();
        var endPoint = server.EndPoint;
        await server.DisposeAsync();
        await Assert.CatchAsync<Exception>(() => ScriptedPeer.ConnectAsync(endPoint));
    }

    [Test, Retry(3)]
    public async Task Crowd_of_silent_slow_and_broken_peers_does_not_delay_an_echo()
    {
        await using var server = new TestServer();
        var crowd = new List<ScriptedPeer>();
        for (var i = 0; i < 560; i++)
        {
            var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
            crowd.Add(peer);
            if (i is >= 500 and < 550)
                await peer.SendAsync(PduWriter.Write(Request).AsMemory(0, 100));
            if (i >= 550)
                await peer.SendAsync(new byte[] { 1, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 1 });
        }

        var client = server.Client();
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            foreach (var slow in crowd.Skip(500).Take(50).Where((_, index) => index == i % 50))
                await slow.SendAsync(new byte[1]);
            var watch = Stopwatch.StartNew();
            await using var association = await client.OpenAsync([ScriptedServer.Contexts[0]], default);
            await association.EchoAsync(association.FindContext(Verification)!, default);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        foreach (var peer in crowd)
            await peer.DisposeAsync();
        Assert.That(times.Order().ElementAt(197), Is.LessThan(100), "p99 of connect, associate and echo, in ms");
    }

    private static async Task<ScriptedPeer> AssociateAsync(TestServer server)
    {
        var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(Request);
        await peer.ReceiveAsync<AssociateAccept>();
        return peer;
    }
}

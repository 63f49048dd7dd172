using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Testing;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>Who may be silent for how long: all on a clock of the test's.</summary>
internal sealed class TimerTests
{
    private FakeTimeProvider _time = null!;
    private TestServer _server = null!;
    private ScriptedPeer _peer = null!;

    [SetUp]
    public async Task Connect()
    {
        _time = new FakeTimeProvider();
        _server = new TestServer(time: _time);
        _peer = await ScriptedPeer.ConnectAsync(_server.EndPoint);
    }

    [TearDown]
    public async Task Disconnect()
    {
        await _peer.DisposeAsync();
        var stopped = _server.DisposeAsync().AsTask();
        await _time.AdvanceUntilAsync(stopped, 60);
    }

    [Test]
    public async Task Silent_connection_is_closed_by_ARTIM()
    {
        var closed = _peer.WaitForCloseAsync();
        Assert.That((await _time.AdvanceUntilAsync(closed, 60)).TotalSeconds, Is.InRange(30, 32));
        Assert.That(await closed, Is.Zero);
        Assert.That(_server.NextEnd(), Is.TypeOf<AssociationTimeoutException>());
    }

    [Test]
    public async Task Idle_association_is_aborted_after_five_minutes()
    {
        await AssociateAsync();
        await _peer.SendAsync(Echo());
        await _peer.ReceiveAsync();
        var closed = _peer.WaitForCloseAsync();
        Assert.That((await _time.AdvanceUntilAsync(closed, 400, step: 10)).TotalSeconds, Is.InRange(290, 330));
        Assert.That(_server.NextEnd(), Is.TypeOf<AssociationTimeoutException>());
    }

    [Test]
    public async Task Half_a_pdu_and_silence_is_aborted_after_the_grace()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        await _peer.SendAsync(PduWriter.Write(DataPdu(3, new byte[1000])).AsMemory(0, 500));
        var closed = _peer.WaitForCloseAsync();
        Assert.That((await _time.AdvanceUntilAsync(closed, 60)).TotalSeconds, Is.InRange(10, 13));
        Assert.That(await closed, Is.EqualTo(10), "an A-ABORT");
        Assert.That(_server.NextEnd(), Is.TypeOf<AssociationTimeoutException>());
    }

    [Test]
    public async Task Half_a_megabyte_and_silence_is_aborted_after_the_grace_too()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        for (var i = 0; i < 5; i++)
            await _peer.SendAsync(DataPdu(3, new byte[100_000], isLast: false));
        var closed = _peer.WaitForCloseAsync();
        Assert.That((await _time.AdvanceUntilAsync(closed, 60)).TotalSeconds, Is.InRange(10, 13));
    }

    [Test]
    public async Task Slow_loris_of_one_byte_a_second_is_aborted_after_the_grace()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        var bytes = PduWriter.Write(DataPdu(3, new byte[1000]));
        var closed = _peer.WaitForCloseAsync();
        var seconds = 0;
        for (; seconds < 60 && !closed.IsCompleted; seconds++)
        {
            if (seconds < 10)
                await _peer.SendAsync(bytes.AsMemory(seconds, 1));
            await Task.WhenAny(closed, Task.Delay(10));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await closed;
        Assert.That(seconds, Is.InRange(10, 14));
    }

    [Test]
    public async Task Request_of_one_byte_a_second_is_closed_after_the_grace()
    {
        var bytes = PduWriter.Write(Request);
        var closed = _peer.WaitForCloseAsync();
        var seconds = 0;
        for (; seconds < 60 && !closed.IsCompleted; seconds++)
        {
            if (seconds < 10)
                await _peer.SendAsync(bytes.AsMemory(seconds, 1));
            await Task.WhenAny(closed, Task.Delay(10));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(seconds, Is.InRange(10, 14));
        Assert.That(await closed, Is.Zero);
    }

    [Test]
    public async Task Silent_connection_to_the_tls_port_is_closed_by_ARTIM()
    {
        using var authority = new TestCertificates();
        await using var server = new TestServer(time: _time, tls: authority.Options(authority.Issue("localhost", TestCertificates.ServerUse)));
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        var closed = peer.WaitForCloseAsync();
        Assert.That((await _time.AdvanceUntilAsync(closed, 60)).TotalSeconds, Is.InRange(30, 32));
    }

    [Test]
    public async Task Slow_consumer_of_ours_is_not_held_against_the_peer()
    {
        var goOn = new TaskCompletionSource();
        var isWaiting = new TaskCompletionSource();
        _server.Handler.Instead = async (request, token) =>
        {
            isWaiting.SetResult();
            await goOn.Task;
            var data = await request.DataSet!.ReadToEndAsync(1000, token);
            await request.RespondAsync(new DimseStatus((ushort)(0xB000 + data.Length)), cancellationToken: token);
        };
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        await isWaiting.Task;
        _time.Advance(TimeSpan.FromHours(1));
        goOn.SetResult();
        await _peer.SendAsync(DataPdu(3, new byte[6]));
        Assert.That(CommandOf(await _peer.ReceiveAsync<DataTransfer>()).Status!.Value.Code, Is.EqualTo(0xB006));
    }

    [Test]
    public async Task Outstanding_operation_keeps_the_association_from_idling()
    {
        var request = new TaskCompletionSource<DimseRequest>();
        _server.Handler.Instead = (given, _) =>
        {
            request.SetResult(given);
            return ValueTask.CompletedTask;
        };
        await AssociateAsync();
        await _peer.SendAsync(Echo());
        var late = await request.Task;
        _time.Advance(TimeSpan.FromHours(1));
        await late.RespondAsync(DimseStatus.Success);
        Assert.That(CommandOf(await _peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.Success));
    }

    [Test]
    public async Task Peer_that_does_not_close_after_a_release_is_closed()
    {
        await AssociateAsync();
        await _peer.SendAsync(new ReleaseRequest());
        await _peer.ReceiveAsync<ReleaseResponse>();
        var closed = _peer.WaitForCloseAsync();
        Assert.That((await _time.AdvanceUntilAsync(closed, 10)).TotalSeconds, Is.InRange(1, 2));
    }

    private async Task AssociateAsync()
    {
        await _peer.SendAsync(Request);
        await _peer.ReceiveAsync<AssociateAccept>();
    }
}

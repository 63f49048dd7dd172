using System.Security.Cryptography;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Messages;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Network.Transport;
using DicomGateway.Testing;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class ClientOperationTests
{
    private ScriptedServer _server = null!;
    private DicomClientAssociation _association = null!;
    private ScriptedPeer _peer = null!;
    private FakeTimeProvider _time = null!;

    [SetUp]
    public async Task Associate()
    {
        _time = new FakeTimeProvider();
        _server = new ScriptedServer(time: _time);
        (_association, _peer) = await _server.AssociateAsync(accept => accept with
        {
            UserInformation = accept.UserInformation with { AsynchronousOperations = new AsynchronousOperationsWindow(3, 1) },
        });
    }

    [TearDown]
    public async Task Close()
    {
        await _peer.DisposeAsync();
        await _association.DisposeAsync();
        await _server.DisposeAsync();
    }

    [TestCase("message id")]
    [TestCase("command")]
    [TestCase("SOP instance")]
    [TestCase("SOP class")]
    [TestCase("context")]
    public async Task Response_of_something_else_is_answered_by_abort(string wrong)
    {
        var storing = StoreAsync("1.2.3");
        var response = DimseCommands.Response(await ReceiveStoreAsync(), DimseStatus.Success);
        switch (wrong)
        {
            case "message id": response.MessageIdBeingRespondedTo = 4711; break;
            case "command": response.CommandField = DimseCommandField.CEchoResponse; break;
            case "SOP instance": response.AffectedSopInstanceUid = "1.2.4"; break;
            case "SOP class": response.AffectedSopClassUid = Verification; break;
        }

        await _peer.SendAsync(CommandPdu(wrong == "context" ? (byte)1 : (byte)3, CommandSetCodec.Write(response)));
        Assert.That(await _peer.ReceiveAsync(), Is.EqualTo(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified)));
        await _peer.DisposeAsync();
        await Assert.ThrowsAsync<DimseProtocolException>(() => storing);
    }

    [Test]
    public async Task Second_response_is_answered_by_abort()
    {
        var storing = StoreAsync("1.2.3");
        var response = CommandPdu(3, PeerMessages.Response(await ReceiveStoreAsync(), DimseStatus.Success));
        await _peer.SendAsync(response);
        Assert.That((await storing).Status, Is.EqualTo(DimseStatus.Success));
        await _peer.SendAsync(response);
        Assert.That(await _peer.ReceiveAsync(), Is.TypeOf<Abort>());
    }

    [Test]
    public async Task Every_status_is_kept_as_it_came([Values(0x0000, 0xB000, 0xB007, 0xA700, 0xA7FE, 0xA900, 0xC001, 0x0122, 0x0124)] int code)
    {
        var storing = StoreAsync("1.2.3");
        var response = DimseCommands.Response(await ReceiveStoreAsync(), new DimseStatus((ushort)code));
        response.ErrorComment = "why";
        await _peer.SendAsync(CommandPdu(3, CommandSetCodec.Write(response)));
        var received = await storing;
        Assert.That((received.Status.Code, received.Command.ErrorComment), Is.EqualTo(((ushort)code, "why")));
    }

    [Test]
    public async Task Response_that_never_comes_aborts_the_association()
    {
        var storing = StoreAsync("1.2.3");
        await ReceiveStoreAsync();
        var ended = storing.ContinueWith(task => task.Exception?.InnerException, TaskScheduler.Default);
        Assert.That((await _time.AdvanceUntilAsync(ended, 200)).TotalSeconds, Is.InRange(120, 125));
        Assert.That(await ended, Is.TypeOf<AssociationTimeoutException>());
        Assert.That(await _peer.ReceiveAsync(), Is.TypeOf<Abort>());
        Assert.That(_association.IsUsable, Is.False);
    }

    [Test]
    public async Task Response_may_wait_for_as_long_as_we_send_the_next_message()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        var first = StoreAsync("1.2.1");
        var request = await ReceiveStoreAsync();
        var second = StoreAsync("1.2.2", DimseDataSource.FromStream(pipe.Reader.AsStream(), 1000));
        await Waiting.UntilAsync(() => _association.OutstandingCount == 2);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(_association.IsUsable);
        await pipe.Writer.WriteAsync(new byte[1000]);
        await RespondAsync(request, 0);
        await RespondAsync(await ReceiveStoreAsync(), 0);
        Assert.That((await first).Status.Code + (await second).Status.Code, Is.Zero);
    }

    [Test]
    public async Task Response_may_wait_for_as_long_as_the_peer_makes_requests()
    {
        var storing = StoreAsync("1.2.3");
        var request = await ReceiveStoreAsync();

        // Less at a time than the time for a write: the peer has our response before the write is over on our side, and the clock moves just then.
        for (ushort i = 1; i <= 12; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(25));
            await _peer.SendAsync(Echo(i));
            await _peer.ReceiveAsync<DataTransfer>();
        }

        await RespondAsync(request, 0);
        Assert.That((await storing).Status, Is.EqualTo(DimseStatus.Success));
    }

    [Test]
    public async Task Window_is_filled_and_not_overfilled_and_answers_may_come_in_any_order()
    {
        var storing = Enumerable.Range(1, 4).Select(i => StoreAsync($"1.2.{i}")).ToList();
        var requests = new List<CommandSet>();
        for (var i = 0; i < 3; i++)
            requests.Add(await ReceiveStoreAsync());
        Assert.That(_association.OutstandingCount, Is.EqualTo(3));
        await RespondAsync(requests[2], 0xB003);
        requests.Add(await ReceiveStoreAsync());
        await RespondAsync(requests[0], 0xB001);
        await RespondAsync(requests[3], 0xB004);
        await RespondAsync(requests[1], 0xB002);
        var byInstance = requests.ToDictionary(request => request.AffectedSopInstanceUid!);
        for (var i = 0; i < 4; i++)
        {
            var expected = 0xB001 + requests.IndexOf(byInstance[$"1.2.{i + 1}"]);
            Assert.That((await storing[i]).Status.Code, Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Abort_of_the_peer_fails_what_is_outstanding()
    {
        var storing = StoreAsync("1.2.3");
        await ReceiveStoreAsync();
        await _peer.SendAsync(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified));
        var failure = await Assert.ThrowsAsync<AssociationAbortedException>(() => storing);
        Assert.That(failure!.Abort!.Source, Is.EqualTo(AbortSource.ServiceUser));
    }

    [Test]
    public async Task Connection_that_breaks_fails_what_is_outstanding_and_what_comes_later()
    {
        var storing = StoreAsync("1.2.3");
        await ReceiveStoreAsync();
        _peer.Reset();
        await Assert.ThrowsAsync<AssociationClosedException>(() => storing);
        await Assert.CatchAsync<DicomAssociationException>(() => StoreAsync("1.2.4"));
    }

    [Test]
    public async Task Source_that_fails_before_anything_was_sent_leaves_the_association_usable()
    {
        var source = DimseDataSource.FromStream(new MemoryStream(new byte[10]), 20);
        await Assert.ThrowsAsync<EndOfStreamException>(() => StoreAsync("1.2.3", source));
        Assert.That((_association.IsUsable, _association.OutstandingCount), Is.EqualTo((true, 0)));
        var storing = StoreAsync("1.2.4");
        await RespondAsync(await ReceiveStoreAsync(), 0);
        Assert.That((await storing).Status, Is.EqualTo(DimseStatus.Success));
    }

    [Test]
    public async Task Source_that_fails_half_way_aborts_the_association()
    {
        var storing = StoreAsync("1.2.3", DimseDataSource.FromStream(new MemoryStream(new byte[600_000]), 700_000));
        await Assert.ThrowsAsync<IncompleteMessageException>(() => storing);
        await Waiting.UntilAsync(() => !_association.IsUsable);
    }

    [Test]
    public async Task Caller_that_gives_up_waiting_aborts_the_association()
    {
        using var cancellation = new CancellationTokenSource();
        var storing = _association.StoreAsync(_association.FindContext(CTImageStorage)!, "1.2.3", DimseDataSource.FromMemory(new byte[10]), cancellation.Token);
        await ReceiveStoreAsync();
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => storing);
        Assert.That(await _peer.ReceiveAsync(), Is.TypeOf<Abort>());
    }

    [Test]
    public async Task Pending_responses_come_with_their_data_sets_and_cancel_goes_out()
    {
        var context = _association.FindContext(Verification)!;
        var finding = await _association.StartAsync(context, DimseCommands.CFind(Verification), DimseDataSource.FromMemory(new byte[8]), default);
        var request = CommandOf(await _peer.ReceiveAsync<DataTransfer>());
        var pending = DimseCommands.Response(request, DimseStatus.Pending);
        pending.HasDataSet = true;
        await _peer.SendAsync(new DataTransfer([
            new PresentationDataValue(1, true, true, CommandSetCodec.Write(pending)), new PresentationDataValue(1, false, true, new byte[] { 1, 2, 3, 4 })]));
        var first = await finding.ReadAsync(default);
        await finding.CancelAsync(default);
        var cancel = CommandOf(await ReceiveCommandAsync());
        await _peer.SendAsync(CommandPdu(1, PeerMessages.Response(request, DimseStatus.Cancel)));
        Assert.Multiple(() =>
        {
            Assert.That(first!.DataSet!.Value.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
            Assert.That((cancel.CommandField, cancel.MessageIdBeingRespondedTo), Is.EqualTo((DimseCommandField.CCancelRequest, (ushort?)finding.MessageId)));
        });
        Assert.That((await finding.ReadAsync(default))!.Status, Is.EqualTo(DimseStatus.Cancel));
        Assert.That(await finding.ReadAsync(default), Is.Null);
    }

    [Test]
    public async Task Release_collision_as_requestor_ends_in_a_release()
    {
        var releasing = _association.ReleaseAsync();
        await _peer.ReceiveAsync<ReleaseRequest>();
        await _peer.SendAsync(new ReleaseRequest());
        await _peer.ReceiveAsync<ReleaseResponse>();
        await _peer.SendAsync(new ReleaseResponse());
        await releasing;
        Assert.That(await _association.Completion, Is.Null);
    }

    [Test]
    public async Task Release_that_nobody_answers_is_a_timeout()
    {
        var releasing = _association.ReleaseAsync().ContinueWith(task => task.Exception?.InnerException, TaskScheduler.Default);
        Assert.That((await _time.AdvanceUntilAsync(releasing, 60)).TotalSeconds, Is.InRange(30, 33));
        Assert.That(await releasing, Is.TypeOf<AssociationTimeoutException>());
    }

    [Test]
    public async Task Peer_that_does_not_take_what_we_send_is_given_up()
    {
        var storing = StoreAsync("1.2.3", DimseDataSource.FromStream(new MemoryStream(new byte[64_000_000])));
        var ended = storing.ContinueWith(task => task.Exception?.InnerException, TaskScheduler.Default);
        Assert.That((await _time.AdvanceUntilAsync(ended, 90)).TotalSeconds, Is.InRange(29, 40));
        Assert.That(await ended, Is.TypeOf<AssociationTimeoutException>());
    }

    [TestCase(128)]
    [TestCase(129)]
    [TestCase(16384)]
    [TestCase(1_000_000)]
    [TestCase(0)]
    public async Task Fragments_fit_the_maximum_of_the_peer(int maximum)
    {
        var (association, peer) = await _server.AssociateAsync(accept => accept with { UserInformation = new UserInformation { MaximumLength = (uint)maximum } });
        var bytes = RandomNumberGenerator.GetBytes(maximum is 128 or 129 ? 5001 : 700_001);
        var storing = association.StoreAsync(association.FindContext(CTImageStorage)!, "1.2.3", DimseDataSource.FromMemory(bytes), default);
        var (command, dataSet, largest) = await ReceiveMessageAsync(peer);
        await peer.SendAsync(CommandPdu(3, PeerMessages.Response(command, DimseStatus.Success)));
        Assert.That((await storing).Status, Is.EqualTo(DimseStatus.Success));
        Assert.That(dataSet, Is.EqualTo(bytes));
        Assert.That(largest, Is.LessThanOrEqualTo(maximum == 0 ? 256 * 1024 : maximum));
        await peer.DisposeAsync();
        await association.DisposeAsync();
    }

    private static async Task<(CommandSet Command, byte[] DataSet, int LargestPdu)> ReceiveMessageAsync(ScriptedPeer peer)
    {
        var command = new List<byte>();
        var dataSet = new List<byte>();
        var largest = 0;
        var isComplete = false;
        while (!isComplete)
        {
            var pdu = await peer.ReceiveAsync<DataTransfer>();
            largest = Math.Max(largest, pdu.Values.Sum(value => value.Data.Length + PdvHeader.Size));
            foreach (var value in pdu.Values)
            {
                (value.IsCommand ? command : dataSet).AddRange(value.Data.ToArray());
                isComplete = !value.IsCommand && value.IsLast;
                Assert.That(value.IsLast || value.Data.Length % 2 == 0, "only the last fragment may be odd");
            }
        }

        return (CommandSetCodec.Read(command.ToArray()), dataSet.ToArray(), largest);
    }

    private Task<DimseResponse> StoreAsync(string instance, DimseDataSource? source = null) => _association.StoreAsync(
        _association.FindContext(CTImageStorage)!, instance, source ?? DimseDataSource.FromMemory(new byte[10]), default);

    private async Task<CommandSet> ReceiveStoreAsync() => (await ReceiveMessageAsync(_peer)).Command;

    private async Task<DataTransfer> ReceiveCommandAsync()
    {
        while (true)
        {
            var pdu = await _peer.ReceiveAsync<DataTransfer>();
            if (pdu.Values.Any(value => value.IsCommand))
                return pdu;
        }
    }

    private Task RespondAsync(CommandSet request, int code) => _peer.SendAsync(CommandPdu(3, PeerMessages.Response(request, new DimseStatus((ushort)code))));
}

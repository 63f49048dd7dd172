using System.Collections.Concurrent;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>What a handler may do, and how far a peer may run ahead of it.</summary>
internal sealed class ServerOperationTests
{
    [Test]
    public async Task Next_message_is_read_while_an_earlier_response_is_pending_but_no_more_than_the_window()
    {
        var begun = new ConcurrentQueue<DimseRequest>();
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            await request.DataSet!.ReadToEndAsync(1000, token);
            begun.Enqueue(request);
        };
        await using var peer = await AssociateAsync(server, window: 2);
        for (ushort id = 1; id <= 3; id++)
        {
            await peer.SendAsync(CommandPdu(3, Store(id)));
            await peer.SendAsync(DataPdu(3, new byte[10]));
        }

        await Waiting.UntilAsync(() => begun.Count == 2);
        await Task.Delay(20);
        Assert.That(begun, Has.Count.EqualTo(2), "the third has to wait for a place in the window");
        Assert.That(begun.TryDequeue(out var first));
        await first!.RespondAsync(DimseStatus.Success);
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).MessageIdBeingRespondedTo, Is.EqualTo(1));
        await Waiting.UntilAsync(() => begun.Count == 2);
    }

    [Test]
    public async Task Release_waits_for_the_response_that_is_outstanding()
    {
        var begun = new TaskCompletionSource<DimseRequest>();
        await using var server = new TestServer();
        server.Handler.Instead = (request, _) =>
        {
            begun.SetResult(request);
            return ValueTask.CompletedTask;
        };
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(Echo());
        await peer.SendAsync(new ReleaseRequest());
        await (await begun.Task).RespondAsync(DimseStatus.Success);
        Assert.That(await peer.ReceiveAsync(), Is.TypeOf<DataTransfer>());
        Assert.That(await peer.ReceiveAsync(), Is.TypeOf<ReleaseResponse>());
    }

    [Test]
    public async Task Handler_that_throws_fails_the_operation_and_not_the_association()
    {
        await using var server = new TestServer();
        server.Handler.Instead = (_, _) => throw new InvalidDataException("broken");
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(CommandPdu(3, Store()));
        await peer.SendAsync(DataPdu(3, new byte[10]));
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.ProcessingFailure));
        Assert.That(server.HandlerFailures.Single(), Is.TypeOf<InvalidDataException>());
        server.Handler.Instead = null;
        await peer.SendAsync(Echo());
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.Success));
    }

    [Test]
    public async Task Data_set_that_the_handler_does_not_want_is_discarded()
    {
        await using var server = new TestServer();
        server.Handler.Instead = (request, token) => request.RespondAsync(DimseStatus.OutOfResources, "full", token);
        await using var peer = await AssociateAsync(server);
        for (ushort id = 1; id <= 2; id++)
        {
            await peer.SendAsync(CommandPdu(3, Store(id)));
            for (var i = 0; i < 20; i++)
                await peer.SendAsync(DataPdu(3, new byte[100_000], isLast: i == 19));
            var response = CommandOf(await peer.ReceiveAsync<DataTransfer>());
            Assert.That((response.MessageIdBeingRespondedTo, response.Status, response.ErrorComment), Is.EqualTo(((ushort?)id, (DimseStatus?)DimseStatus.OutOfResources, "full")));
        }
    }

    [Test]
    public async Task Second_final_response_is_refused_to_the_handler()
    {
        var second = new TaskCompletionSource<Exception>();
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            await request.RespondAsync(DimseStatus.Success, cancellationToken: token);
            second.SetResult((await Assert.CatchAsync(async () => await request.RespondAsync(DimseStatus.Success, cancellationToken: token)))!);
        };
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(Echo());
        Assert.That(await second.Task, Is.TypeOf<InvalidOperationException>());
    }

    [Test]
    public async Task Response_that_could_not_be_made_can_be_given_again()
    {
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            var source = DimseDataSource.FromStream(new MemoryStream(), 10);
            await Assert.ThrowsAsync<EndOfStreamException>(async () =>
                await request.RespondAsync(DimseCommands.Response(request.Command, DimseStatus.Success), source, token));
            await request.RespondAsync(DimseStatus.ProcessingFailure, cancellationToken: token);
        };
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(Echo());
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.ProcessingFailure));
    }

    [Test]
    public async Task Handler_that_is_overtaken_by_the_end_never_sees_a_whole_data_set()
    {
        var (reading, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var outcome = new TaskCompletionSource<Exception?>();
        await using var server = new TestServer(options: TestServer.QuickToClose);
        server.Handler.Instead = async (request, token) =>
        {
            try
            {
                await request.DataSet!.ReadFragmentAsync(token);
                reading.SetResult();
                await goOn.Task;
                await request.DataSet!.ReadToEndAsync(1_000_000, CancellationToken.None);
                outcome.SetResult(null);
            }
            catch (Exception failure)
            {
                outcome.SetResult(failure);
            }
        };
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(CommandPdu(3, Store()));
        await peer.SendAsync(DataPdu(3, new byte[5000], isLast: false));
        await reading.Task;
        var stopping = server.Server.StopAsync(TimeSpan.Zero);
        await peer.WaitForCloseAsync();
        goOn.SetResult();
        Assert.That(await outcome.Task, Is.InstanceOf<DicomAssociationException>());
        await stopping;
    }

    [Test]
    public async Task Message_id_that_is_still_outstanding_is_answered_by_0210()
    {
        await using var server = new TestServer();
        server.Handler.Instead = (_, _) => ValueTask.CompletedTask;
        await using var peer = await AssociateAsync(server, window: 4);
        await peer.SendAsync(Echo(5));
        await peer.SendAsync(Echo(5));
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.DuplicateInvocation));
    }

    [Test]
    public async Task Cancel_reaches_the_operation_that_it_names()
    {
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            var cancelled = new TaskCompletionSource();
            await using var registration = request.CancelRequested.Register(cancelled.SetResult);
            await request.RespondAsync(DimseStatus.Pending, cancellationToken: token);
            await cancelled.Task;
            await request.RespondAsync(DimseStatus.Cancel, cancellationToken: token);
        };
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(CommandPdu(1, Command(DimseCommands.CFind(Verification), 9)));
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.Pending));
        await peer.SendAsync(CommandPdu(1, CommandSetCodec.Write(DimseCommands.CCancel(8))));
        await peer.SendAsync(CommandPdu(1, CommandSetCodec.Write(DimseCommands.CCancel(9))));
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.Cancel));
    }

    [Test]
    public async Task Pending_responses_carry_data_sets()
    {
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            for (var i = 0; i < 3; i++)
                await request.RespondAsync(DimseCommands.Response(request.Command, DimseStatus.Pending), DimseDataSource.FromMemory(new byte[50_000]), token);
            await request.RespondAsync(DimseStatus.Success, cancellationToken: token);
        };
        await using var client = server.Client();
        await using var association = await client.OpenAsync(ScriptedServer.Contexts, default);
        var finding = await association.StartAsync(association.FindContext(Verification)!, DimseCommands.CFind(Verification), DimseDataSource.FromMemory(new byte[4]), default);
        var lengths = new List<int?>();
        await foreach (var response in finding.ReadAllAsync(default))
            lengths.Add(response.DataSet?.Length);
        Assert.That(lengths, Is.EqualTo(new int?[] { 50_000, 50_000, 50_000, null }));
    }

    [TestCase("1.2.3", 0x0122)]
    [TestCase(Verification, 0x0000)]
    public async Task Dispatch_answers_what_nobody_handles(string sopClass, int expected)
    {
        var handler = new RecordingHandler();
        await using var server = new TestServer(new DimseDispatch().Add(DimseCommandField.CEchoRequest, Verification, handler));
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(CommandPdu(1, Command(DimseCommands.CEcho(sopClass), 1)));
        Assert.That((int)CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status!.Value.Code, Is.EqualTo(expected));
        await peer.SendAsync(CommandPdu(1, Command(DimseCommands.NDelete(sopClass, "1.2"), 2)));
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).Status, Is.EqualTo(DimseStatus.UnrecognizedOperation));
    }

    [Test]
    public async Task Peer_that_asks_on_our_association_is_served()
    {
        var handler = new RecordingHandler();
        await using var server = new ScriptedServer(handler: handler);
        var (association, peer) = await server.AssociateAsync();
        await peer.SendAsync(CommandPdu(3, Store(21)));
        await peer.SendAsync(DataPdu(3, new byte[30]));
        Assert.That(CommandOf(await peer.ReceiveAsync<DataTransfer>()).MessageIdBeingRespondedTo, Is.EqualTo(21));
        Assert.That(handler.Received.Single().Length, Is.EqualTo(30));
        await peer.DisposeAsync();
        await association.DisposeAsync();
    }

    [Test]
    public async Task Data_set_that_ended_stays_ended_while_the_next_message_comes()
    {
        var first = new TaskCompletionSource<DimseRequest>();
        var goOn = new TaskCompletionSource();
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            if (!first.TrySetResult(request))
                await goOn.Task;
            await request.DataSet!.ReadToEndAsync(1000, token);
        };
        await using var peer = await AssociateAsync(server, window: 2);
        await peer.SendAsync(CommandPdu(3, Store(1)));
        await peer.SendAsync(DataPdu(3, new byte[10]));
        await peer.SendAsync(CommandPdu(3, Store(2)));
        var dataSet = (await first.Task).DataSet!;
        await Waiting.UntilAsync(() => dataSet.IsComplete);
        await Task.Delay(20);
        Assert.That(dataSet.IsComplete);
        Assert.That((await dataSet.ReadFragmentAsync(default)).IsEmpty);
        Assert.That(dataSet.TryReadFragment(out _), Is.False);
        goOn.SetResult();
    }

    [Test]
    public async Task Data_set_that_was_discarded_does_not_pass_for_read()
    {
        var late = new TaskCompletionSource<DimseRequest>();
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            await request.RespondAsync(DimseStatus.OutOfResources, cancellationToken: token);
            late.TrySetResult(request);
        };
        await using var peer = await AssociateAsync(server);
        await peer.SendAsync(CommandPdu(3, Store(1)));
        await peer.SendAsync(DataPdu(3, new byte[10]));
        await peer.ReceiveAsync<DataTransfer>();
        await peer.SendAsync(Echo(2));
        await peer.ReceiveAsync<DataTransfer>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await late.Task).DataSet!.ReadFragmentAsync(default));
    }

    [Test]
    public async Task Memory_of_a_fragment_lasts_until_the_next_read()
    {
        var isRight = true;
        await using var server = new TestServer();
        server.Handler.Instead = async (request, token) =>
        {
            byte next = 0;
            var gathered = new List<ReadOnlyMemory<byte>>();
            while (await request.DataSet!.ReadFragmentAsync(token) is { IsEmpty: false } first)
            {
                gathered.Add(first);
                while (request.DataSet.TryReadFragment(out var more))
                    gathered.Add(more);
                foreach (var value in gathered.SelectMany(fragment => fragment.ToArray()))
                    isRight &= value == next++;
                gathered.Clear();
            }

            await request.RespondAsync(DimseStatus.Success, cancellationToken: token);
        };
        await using var peer = await AssociateAsync(server);
        var bytes = Enumerable.Range(0, 2_000_000).Select(i => (byte)i).ToArray();
        await peer.SendAsync(CommandPdu(3, Store()));
        for (var at = 0; at < bytes.Length; at += 10_000)
            await peer.SendAsync(DataPdu(3, bytes[at..(at + 10_000)], isLast: at + 10_000 == bytes.Length));
        await peer.ReceiveAsync<DataTransfer>();
        Assert.That(isRight);
    }

    private static async Task<ScriptedPeer> AssociateAsync(TestServer server, ushort window = 1)
    {
        var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        var information = Request.UserInformation with { AsynchronousOperations = new AsynchronousOperationsWindow(window, 1) };
        await peer.SendAsync(Request with { UserInformation = information });
        await peer.ReceiveAsync<AssociateAccept>();
        return peer;
    }
}

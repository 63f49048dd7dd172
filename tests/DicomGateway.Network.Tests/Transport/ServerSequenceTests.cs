using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>What a peer may send in which order, byte by byte.</summary>
internal sealed class ServerSequenceTests
{
    private static readonly Abort ByUser = new(AbortSource.ServiceUser, AbortReason.NotSpecified);

    private TestServer _server = null!;
    private ScriptedPeer _peer = null!;

    [SetUp]
    public async Task Connect()
    {
        _server = new TestServer(options: TestServer.QuickToClose);
        _peer = await ScriptedPeer.ConnectAsync(_server.EndPoint);
    }

    [TearDown]
    public async Task Disconnect()
    {
        await _peer.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static IEnumerable<ProtocolDataUnit> AllButRequest() =>
        [Accept(Request), new AssociateReject(RejectResult.Permanent, RejectSource.ServiceUser, 1), Echo(), new ReleaseRequest(), new ReleaseResponse()];

    private static IEnumerable<ProtocolDataUnit> UnexpectedOnceEstablished() =>
        [Request, Accept(Request), new AssociateReject(RejectResult.Permanent, RejectSource.ServiceUser, 1), new ReleaseResponse()];

    [TestCaseSource(nameof(AllButRequest))]
    public async Task Pdu_before_the_request_is_answered_by_abort(ProtocolDataUnit pdu)
    {
        await _peer.SendAsync(pdu);
        Assert.That(await _peer.ReceiveAsync(), Is.EqualTo(ByUser));
        Assert.That(await _peer.WaitForCloseAsync(), Is.Zero);
    }

    [TestCaseSource(nameof(UnexpectedOnceEstablished))]
    public async Task Pdu_without_place_in_an_association_is_answered_by_abort(ProtocolDataUnit pdu)
    {
        await AssociateAsync();
        await _peer.SendAsync(pdu);
        Assert.That(await _peer.ReceiveAsync(), Is.EqualTo(new Abort(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu)));
        Assert.That(_server.NextEnd(), Is.TypeOf<PduFormatException>());
    }

    [Test]
    public async Task Unknown_pdu_type_is_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(new byte[] { 0x0A, 0, 0, 0, 0, 4, 0, 0, 0, 0 });
        Assert.That(await _peer.ReceiveAsync(), Is.EqualTo(new Abort(AbortSource.ServiceProvider, AbortReason.UnrecognizedPdu)));
    }

    [Test]
    public async Task Data_after_abort_is_not_looked_at()
    {
        await AssociateAsync();
        await _peer.SendAsync(ByUser);
        Assert.That(_server.NextEnd(), Is.TypeOf<AssociationAbortedException>());
        Assert.That(await _peer.WaitForCloseAsync(), Is.Zero);
        Assert.That(_server.Handler.Received, Is.Empty);
    }

    [Test]
    public async Task Release_is_agreed_to()
    {
        await AssociateAsync();
        await _peer.SendAsync(new ReleaseRequest());
        Assert.That(await _peer.ReceiveAsync(), Is.TypeOf<ReleaseResponse>());
        await _peer.DisposeAsync();
        Assert.That(_server.NextEnd(), Is.Null);
    }

    [Test]
    public async Task Request_after_the_release_is_answered_by_abort_and_other_pdus_are_ignored()
    {
        await using var server = new TestServer();
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(Request);
        await peer.ReceiveAsync<AssociateAccept>();
        await peer.SendAsync(new ReleaseRequest());
        await peer.ReceiveAsync<ReleaseResponse>();
        await peer.SendAsync(Echo());
        await peer.SendAsync(Request);
        Assert.That(await peer.ReceiveAsync(), Is.EqualTo(new Abort(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu)));
        Assert.That(server.Handler.Received, Is.Empty);
    }

    [Test]
    public async Task Peer_that_closes_without_release_ends_its_association_only()
    {
        await AssociateAsync();
        await _peer.DisposeAsync();
        Assert.That(_server.NextEnd(), Is.TypeOf<AssociationClosedException>());
        await EchoWorksAsync();
    }

    [Test]
    public async Task Everything_byte_by_byte_is_understood()
    {
        await _peer.SendByteByByteAsync(PduWriter.Write(Request));
        await _peer.ReceiveAsync<AssociateAccept>();
        await _peer.SendByteByByteAsync(PduWriter.Write(Echo(7)));
        Assert.That(CommandOf(await _peer.ReceiveAsync<DataTransfer>()).MessageIdBeingRespondedTo, Is.EqualTo(7));
    }

    [Test]
    public async Task Fragments_of_one_byte_are_put_together()
    {
        await AssociateAsync();
        var command = Store();
        for (var i = 0; i < command.Length; i++)
            await _peer.SendAsync(new DataTransfer([new PresentationDataValue(3, true, i == command.Length - 1, command.AsMemory(i, 1))]));
        for (var i = 0; i < 10; i++)
            await _peer.SendAsync(DataPdu(3, [(byte)i], isLast: i == 9));
        await IsStoredAsync(10);
    }

    [Test]
    public async Task Command_and_data_set_in_one_pdu_are_taken()
    {
        await AssociateAsync();
        await _peer.SendAsync(new DataTransfer([
            new PresentationDataValue(3, true, true, Store()),
            new PresentationDataValue(3, false, false, new byte[100]),
            new PresentationDataValue(3, false, true, new byte[50])]));
        await IsStoredAsync(150);
    }

    [Test]
    public async Task Empty_last_fragment_ends_a_data_set()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        await _peer.SendAsync(DataPdu(3, new byte[20], isLast: false));
        await _peer.SendAsync(DataPdu(3, []));
        await IsStoredAsync(20);
    }

    [Test]
    public async Task Two_messages_in_one_pdu_are_taken()
    {
        await AssociateAsync();
        var echo = Echo(1).Values[0];
        await _peer.SendAsync(new DataTransfer([echo, Echo(2).Values[0]]));
        Assert.That(CommandOf(await _peer.ReceiveAsync<DataTransfer>()).MessageIdBeingRespondedTo, Is.EqualTo(1));
        Assert.That(CommandOf(await _peer.ReceiveAsync<DataTransfer>()).MessageIdBeingRespondedTo, Is.EqualTo(2));
    }

    [Test]
    public async Task Interleaved_contexts_are_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        await _peer.SendAsync(DataPdu(1, new byte[10]));
        await IsAbortedAsync<DimseProtocolException>();
    }

    [Test]
    public async Task Interleaved_command_fragments_are_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(new DataTransfer([
            new PresentationDataValue(3, true, false, new byte[10]), new PresentationDataValue(1, true, true, new byte[10])]));
        await IsAbortedAsync<DimseProtocolException>();
    }

    [Test]
    public async Task Data_set_without_command_is_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(DataPdu(3, new byte[10]));
        await IsAbortedAsync<DimseProtocolException>();
    }

    [Test]
    public async Task Command_inside_a_data_set_is_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        await _peer.SendAsync(CommandPdu(3, Store()));
        await IsAbortedAsync<DimseProtocolException>();
    }

    [Test]
    public async Task Release_inside_a_data_set_is_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        await _peer.SendAsync(DataPdu(3, new byte[10], isLast: false));
        await _peer.SendAsync(new ReleaseRequest());
        Assert.That(await _peer.ReceiveAsync(), Is.TypeOf<Abort>());
        Assert.That(_server.Handler.Received, Is.Empty);
    }

    [Test]
    public async Task Context_that_was_not_accepted_is_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(99, Store()));
        await IsAbortedAsync<DimseProtocolException>();
    }

    [Test]
    public async Task Command_set_beyond_64_KiB_is_answered_by_abort()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, new byte[70_000]));
        await IsAbortedAsync<DimseProtocolException>();
    }

    [Test]
    public async Task Response_to_nothing_is_answered_by_abort()
    {
        await AssociateAsync();
        var request = DimseCommands.CEcho(Verification);
        await _peer.SendAsync(CommandPdu(1, PeerMessages.Response(request, DimseStatus.Success)));
        Assert.That(await _peer.ReceiveAsync(), Is.EqualTo(ByUser));
        Assert.That(_server.NextEnd(), Is.TypeOf<DimseProtocolException>());
    }

    [TestCase(new byte[] { 4, 0, 0, 0, 0, 0 }, TestName = "P-DATA without a value is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0, 0, 0, 6, 0, 0, 0, 1, 1, 3 }, TestName = "PDV of length 1 is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0, 0, 0, 6, 0, 0, 0, 0, 1, 3 }, TestName = "PDV of length 0 is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0, 0, 0, 6, 0, 0, 0, 9, 1, 3 }, TestName = "PDV beyond its PDU is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0, 0, 0, 6, 0x80, 0, 0, 0, 1, 3 }, TestName = "PDV of negative length is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0, 4, 0, 1 }, TestName = "PDU above our maximum is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0x7F, 0xFF, 0xFF, 0xFF }, TestName = "PDU of 2 GiB is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0x80, 0, 0, 0 }, TestName = "PDU of negative length is answered by abort")]
    [TestCase(new byte[] { 4, 0, 0xFF, 0xFF, 0xFF, 0xFF }, TestName = "PDU of 4 GiB is answered by abort")]
    [TestCase(new byte[] { 5, 0, 0xFF, 0xFF, 0xFF, 0xFF }, TestName = "Release of 4 GiB is answered by abort")]
    [TestCase(new byte[] { 7, 0, 0, 0, 0, 0 }, TestName = "Abort of length 0 is answered by abort")]
    public async Task Malformed(byte[] bytes)
    {
        await AssociateAsync();
        await _peer.SendAsync(bytes);
        await IsAbortedAsync<PduFormatException>();
    }

    [TestCase(0x7FFFFFFFu)]
    [TestCase(0xFFFFFFFFu)]
    [TestCase(1024u * 1024 + 1)]
    public async Task Request_of_absurd_length_is_answered_by_abort_at_once(uint length)
    {
        var header = new byte[PduHeader.Size];
        new PduHeader(PduType.AssociateRequest, length).Write(header);
        await _peer.SendAsync(header);
        Assert.That(await _peer.ReceiveAsync(), Is.TypeOf<Abort>());
    }

    [Test]
    public async Task Reset_inside_a_pdu_ends_the_association_only()
    {
        await AssociateAsync();
        await _peer.SendAsync(CommandPdu(3, Store()));
        await _peer.SendAsync(PduWriter.Write(DataPdu(3, new byte[10_000])).AsMemory(0, 5000));
        await Waiting.UntilAsync(() => _server.Associations.Count == 1);
        _peer.Reset();
        Assert.That(_server.NextEnd(), Is.TypeOf<AssociationClosedException>());
        Assert.That(_server.Handler.Received, Is.Empty);
        await EchoWorksAsync();
    }

    private async Task AssociateAsync()
    {
        await _peer.SendAsync(Request);
        await _peer.ReceiveAsync<AssociateAccept>();
    }

    private async Task IsStoredAsync(long length)
    {
        var response = CommandOf(await _peer.ReceiveAsync<DataTransfer>());
        Assert.Multiple(() =>
        {
            Assert.That(response.Status, Is.EqualTo(DimseStatus.Success));
            Assert.That(_server.Handler.Received.Single().Length, Is.EqualTo(length));
        });
    }

    private async Task IsAbortedAsync<T>()
        where T : DicomAssociationException
    {
        Assert.That(await _peer.ReceiveAsync(), Is.EqualTo(new Abort(AbortSource.ServiceProvider, AbortReason.InvalidPduParameter)));
        Assert.That(_server.NextEnd(), Is.TypeOf<T>());
        Assert.That(_server.Handler.Received, Is.Empty);
    }

    private async Task EchoWorksAsync()
    {
        await using var client = _server.Client();
        await using var association = await client.OpenAsync([new(Verification, [ImplicitLittleEndian])], default);
        Assert.That(await association.EchoAsync(association.FindContext(Verification)!, default), Is.EqualTo(DimseStatus.Success));
    }
}

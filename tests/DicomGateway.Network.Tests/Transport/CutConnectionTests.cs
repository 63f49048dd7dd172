using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Testing.Peers;
using static DicomGateway.Testing.Peers.PeerMessages;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>A sender that dies: after every count of bytes, by closing or by a reset.</summary>
internal sealed class CutConnectionTests
{
    [Test]
    public async Task Cut_at_any_byte_of_a_message_yields_no_instance_and_leaves_nothing_behind([Values] bool isReset)
    {
        byte[] message =
        [
            .. PduWriter.Write(CommandPdu(3, Store())), .. PduWriter.Write(DataPdu(3, new byte[30], isLast: false)), .. PduWriter.Write(DataPdu(3, new byte[20])),
        ];
        await using var server = new TestServer(options: TestServer.QuickToClose);
        for (var count = 0; count < message.Length; count++)
        {
            var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
            await peer.SendAsync(Request);
            await peer.ReceiveAsync<AssociateAccept>();
            await peer.SendAsync(message.AsMemory(0, count));
            if (isReset)
                peer.Reset();
            await peer.DisposeAsync();
        }

        await Waiting.UntilAsync(() => server.Server.ConnectionCount == 0);
        Assert.That(server.Handler.Received, Is.Empty);
        Assert.That(server.HandlerFailures, Is.Empty);
    }

    [Test]
    public async Task Sender_that_dies_before_the_late_response_harms_nobody()
    {
        var begun = new TaskCompletionSource<DimseRequest>();
        await using var server = new TestServer(options: TestServer.QuickToClose);
        server.Handler.Instead = async (request, token) =>
        {
            await request.DataSet!.ReadToEndAsync(100, token);
            begun.SetResult(request);
        };
        var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        await peer.SendAsync(Request);
        await peer.ReceiveAsync<AssociateAccept>();
        await peer.SendAsync(CommandPdu(3, Store()));
        await peer.SendAsync(DataPdu(3, new byte[20]));
        var request = await begun.Task;
        peer.Reset();
        await Waiting.UntilAsync(() => server.Server.ConnectionCount == 0);
        await Assert.CatchAsync<DicomAssociationException>(async () => await request.RespondAsync(DimseStatus.Success));
    }
}

using System.Diagnostics;
using System.Text;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Tests.Support;
using DicomGateway.Testing.Peers;

namespace DicomGateway.Network.Tests.Transport;

/// <summary>What else knocks at a DICOM port.</summary>
internal sealed class ForeignProtocolTests
{
    [TestCase("GET / HTTP/1.1\r\nHost: pacs\r\n\r\n", TestName = "HTTP is sent away within a second")]
    [TestCase("SSH-2.0-OpenSSH_9.2p1\r\n", TestName = "SSH is sent away within a second")]
    [TestCase("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00FC\u0003\u0003", TestName = "TLS hello on the plain port is sent away within a second")]
    [TestCase("\0", TestName = "Single NUL is sent away within a second")]
    public async Task Sent_away(string greeting)
    {
        await using var server = new TestServer();
        await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
        var watch = Stopwatch.StartNew();
        await peer.SendAsync(Encoding.Latin1.GetBytes(greeting));
        Assert.That(await peer.WaitForCloseAsync(), Is.EqualTo(10), "an A-ABORT and nothing else");
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1.5)), "0.75 s plus what a busy machine needs");
        Assert.That((server.NextEnd() as PduFormatException)?.Reason, Is.EqualTo(AbortReason.UnrecognizedPdu));
    }

    [Test]
    public async Task Random_bytes_leave_the_server_serving()
    {
        var random = new Random(7);
        await using var server = new TestServer();
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            bytes[0] = (byte)random.Next(9);
            await using var peer = await ScriptedPeer.ConnectAsync(server.EndPoint);
            if (i % 2 == 0)
            {
                await peer.SendAsync(PeerMessages.Request);
                await peer.ReceiveAsync<AssociateAccept>();
            }

            await peer.SendAsync(bytes);
        }

        await using var client = server.Client();
        await using var association = await client.OpenAsync([new(PeerMessages.Verification, [PeerMessages.ImplicitLittleEndian])], default);
        Assert.That((await association.EchoAsync(association.FindContext(PeerMessages.Verification)!, default)).Code, Is.Zero);
        await association.ReleaseAsync();
        await Waiting.UntilAsync(() => server.Server.ConnectionCount == 0);
    }
}

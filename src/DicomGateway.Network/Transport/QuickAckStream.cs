using System.Net.Sockets;

namespace DicomGateway.Network.Transport;

/// <summary>
/// A socket as a stream that asks Linux for a prompt ACK before each receive: a sender with Nagle on, as DCMTK and many modalities are
/// delivered, otherwise waits some 40 ms for our delayed ACK at the end of every message.
/// </summary>
internal sealed class QuickAckStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        SocketSettings.AcknowledgePromptly(Socket);
        return base.ReadAsync(buffer, cancellationToken);
    }
}

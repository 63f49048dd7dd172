using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace DicomGateway.Testing.Faults.Wire;

/// <summary>A TCP connection that reads whole PDUs.</summary>
public sealed class WireStream(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public static async Task<WireStream> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return new WireStream(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _stream.WriteAsync(bytes, cancellationToken);

    /// <summary>The next PDU: its type and body.</summary>
    public async Task<(byte Type, byte[] Body)> ReadAsync(CancellationToken cancellationToken)
    {
        var header = new byte[6];
        await _stream.ReadExactlyAsync(header, cancellationToken);
        var body = new byte[checked((int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(2)), 1 << 24))];
        await _stream.ReadExactlyAsync(body, cancellationToken);
        return (header[0], body);
    }

    /// <summary>Ends the connection with RST, as a peer that died.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        _stream.Dispose();
    }

    public void Dispose() => _stream.Dispose();
}

using System.Net;
using System.Net.Sockets;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Testing.Peers;

/// <summary>
/// The other end of a connection, byte by byte under a test's control: it sends whatever it is told, right or wrong, and reports what comes
/// back as PDUs. Waits have a bound, so that a test fails rather than hangs.
/// </summary>
public sealed class ScriptedPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;

    private ScriptedPeer(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
    }

    /// <summary>Connects to a server under test.</summary>
    public static async Task<ScriptedPeer> ConnectAsync(IPEndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server).WaitAsync(Patience);
        return new ScriptedPeer(socket);
    }

    /// <summary>Waits for a client under test.</summary>
    public static async Task<ScriptedPeer> AcceptAsync(Socket listener) => new(await listener.AcceptAsync().WaitAsync(Patience));

    /// <summary>A listening socket on a port of the system's choice.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    public Task SendAsync(ProtocolDataUnit pdu) => SendAsync(PduWriter.Write(pdu));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes).AsTask().WaitAsync(Patience)..];
    }

    /// <summary>One byte a segment, as the slowest of senders.</summary>
    public async Task SendByteByByteAsync(ReadOnlyMemory<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            await SendAsync(bytes.Slice(i, 1));
    }

    /// <summary>The next PDU.</summary>
    public async Task<ProtocolDataUnit> ReceiveAsync()
    {
        var header = PduHeader.Read(await ReadAsync(PduHeader.Size));
        return PduReader.Read(header.Type, await ReadAsync((int)header.Length));
    }

    /// <summary>The next PDU, which must be of that kind.</summary>
    public async Task<T> ReceiveAsync<T>()
        where T : ProtocolDataUnit
    {
        var pdu = await ReceiveAsync();
        return pdu as T ?? throw new InvalidDataException($"Expected {typeof(T).Name}, received {pdu}.");
    }

    /// <summary>Waits until the other end closes; what it sends before is counted, not looked at.</summary>
    public async Task<int> WaitForCloseAsync()
    {
        var buffer = new byte[4096];
        var total = 0;
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(Patience) is > 0 and var count)
                total += count;
        }
        catch (SocketException)
        {
            // A reset is a way to close, too.
        }

        return total;
    }

    /// <summary>Ends as a crashing process does: with a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            var read = await _socket.ReceiveAsync(bytes.AsMemory(done)).AsTask().WaitAsync(Patience);
            if (read == 0)
                throw new EndOfStreamException("The other end closed the connection.");
            done += read;
        }

        return bytes;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace DicomGateway.Testing.Faults.Wire;

/// <summary>
/// A storage SCP that stands for the archive behind the gateway. It keeps one copy per SOP Instance UID and notes whatever an archive
/// would have to complain about: the same UID with other content.
/// </summary>
public sealed class WireArchive : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ArchiveCopy> _held;
    private readonly List<string> _complaints;
    private readonly List<Task> _associations = [];
    private readonly Task _accepting;

    public WireArchive()
        : this([], [])
    {
    }

    private WireArchive(Dictionary<string, ArchiveCopy> held, List<string> complaints)
    {
        (_held, _complaints) = (held, complaints);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long each response is held back.</summary>
    public TimeSpan ResponseDelay { get; set; }

    /// <summary>Objects that came again with the same content: allowed by the protocol, counted for the report.</summary>
    public int Resent { get; private set; }

    /// <summary>An archive of its own port that holds what this one holds now.</summary>
    public WireArchive Branch()
    {
        lock (_lock)
            return new WireArchive(new(_held), [.. _complaints]);
    }

    public IReadOnlyDictionary<string, ArchiveCopy> Held()
    {
        lock (_lock)
            return new Dictionary<string, ArchiveCopy>(_held);
    }

    public IReadOnlyList<string> Complaints()
    {
        lock (_lock)
            return [.. _complaints];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_associations);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                _associations.RemoveAll(task => task.IsCompleted);
                _associations.Add(ServeAsync(new WireStream(socket)));
            }
        }
        catch (Exception cause) when (cause is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(WireStream stream)
    {
        using (stream)
        {
            try
            {
                await TalkAsync(stream);
            }
            catch (Exception cause) when (cause is IOException or OperationCanceledException)
            {
            }
        }
    }

    private async Task TalkAsync(WireStream stream)
    {
        var command = new MemoryStream();
        var data = new MemoryStream();
        while (true)
        {
            var (type, body) = await stream.ReadAsync(_stop.Token);
            switch (type)
            {
                case 1: await stream.WriteAsync(WirePdu.AssociateAccept(body, 131072), _stop.Token); break;
                case 4: await TakeAsync(stream, body, command, data); break;
                case 5: await stream.WriteAsync(WirePdu.ReleaseResponse, _stop.Token); return;
                default: return;
            }
        }
    }

    private async Task TakeAsync(WireStream stream, byte[] body, MemoryStream command, MemoryStream data)
    {
        for (var at = 0; at + 6 <= body.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at));
            var (context, flags) = (body[at + 4], body[at + 5]);
            ((flags & 1) != 0 ? command : data).Write(body, at + 6, length - 2);
            at += 4 + length;
            if ((flags & 2) == 0 || ((flags & 1) != 0 && HasDataSet(command)))
                continue;
            await AnswerAsync(stream, context, WirePdu.ReadCommand(command.ToArray()), data.ToArray());
            command.SetLength(0);
            data.SetLength(0);
        }
    }

    private static bool HasDataSet(MemoryStream command) =>
        WirePdu.ReadCommand(command.ToArray()).TryGetValue(0x0800, out var type) && (type[0] != 0x01 || type[1] != 0x01);

    private async Task AnswerAsync(WireStream stream, byte context, Dictionary<ushort, byte[]> request, byte[] dataSet)
    {
        var field = (ushort)(request[0x0100][0] | (request[0x0100][1] << 8));
        if (field == 1)
            Keep(Text(request[0x1000]), dataSet);
        if (ResponseDelay > TimeSpan.Zero)
            await Task.Delay(ResponseDelay, _stop.Token);
        var elements = new List<(ushort, object)>
        {
            (0x0002, Text(request[0x0002])), (0x0100, (ushort)(field | 0x8000)), (0x0120, (ushort)(request[0x0110][0] | (request[0x0110][1] << 8))),
            (0x0800, (ushort)0x0101), (0x0900, (ushort)0),
        };
        if (request.TryGetValue(0x1000, out var instance))
            elements.Add((0x1000, Text(instance)));
        await stream.WriteAsync(WirePdu.Data(context, command: true, last: true, WirePdu.Command([.. elements])), _stop.Token);
    }

    private void Keep(string uid, byte[] dataSet)
    {
        var recognised = TrackedInstance.Recognise(dataSet) ?? (-1, "");
        var copy = new ArchiveCopy(recognised.Item1, Convert.ToHexStringLower(SHA256.HashData(dataSet)), recognised.Item2);
        lock (_lock)
        {
            if (_held.TryAdd(uid, copy))
                return;
            Resent++;
            if (_held[uid] != copy)
                _complaints.Add($"{uid} (instance {copy.Number}) came again with other content");
        }
    }

    private static string Text(byte[] value) => Encoding.ASCII.GetString(value).TrimEnd('\0', ' ');
}

using System.Net.Sockets;

namespace DicomGateway.Testing.Faults.Wire;

/// <summary>Peers that say nothing, speak very slowly, or speak nonsense, until disposed.</summary>
public sealed class BadPeers : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _peers = [];
    private int _connected;

    public BadPeers(int port, int idle, int slow, int malformed, ulong seed)
    {
        for (var index = 0; index < idle + slow + malformed; index++)
        {
            var random = SeededSequence.Of(seed, (ulong)index);
            Func<WireStream, Task> peer = index < idle ? IdleAsync : index < idle + slow ? stream => SlowAsync(stream) : stream => NonsenseAsync(stream, random);
            _peers.Add(Task.Run(() => KeepOnAsync(port, peer)));
        }
    }

    /// <summary>Connections made so far, those made again included.</summary>
    public int Connected => Volatile.Read(ref _connected);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_peers);
        _stop.Dispose();
    }

    /// <summary>A peer that the node gets rid of comes back.</summary>
    private async Task KeepOnAsync(int port, Func<WireStream, Task> peer)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var stream = await WireStream.ConnectAsync(port, _stop.Token);
                Interlocked.Increment(ref _connected);
                await peer(stream);
            }
            catch (Exception cause) when (cause is IOException or SocketException or OperationCanceledException)
            {
            }

            await Task.Delay(100, CancellationToken.None);
        }
    }

    private async Task IdleAsync(WireStream stream) => await stream.ReadAsync(_stop.Token);

    private async Task SlowAsync(WireStream stream)
    {
        foreach (var b in WirePdu.AssociateRequest("PROOF", "SENDER", 16384, (1, "1.2.840.10008.1.1", "1.2.840.10008.1.2")))
        {
            await stream.WriteAsync(new[] { b }, _stop.Token);
            await Task.Delay(1000, _stop.Token);
        }
    }

    private async Task NonsenseAsync(WireStream stream, SeededSequence random)
    {
        await stream.WriteAsync(Nonsense(random), _stop.Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(500);
        while (true)
            await stream.ReadAsync(limit.Token);
    }

    private static byte[] Nonsense(SeededSequence random)
    {
        var request = WirePdu.AssociateRequest("PROOF", "SENDER", 16384, (1, "1.2.840.10008.1.1", "1.2.840.10008.1.2"));
        switch (random.Next(5))
        {
            case 0:
                var noise = new byte[random.Between(1, 4096)];
                random.Fill(noise);
                return noise;
            case 1: return "GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray();
            case 2: return [1, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 1];
            case 3:
                request[random.Between(74, request.Length - 1)] ^= (byte)random.Between(1, 255);
                return request;
            default: return [.. request, .. WirePdu.Data(3, command: true, last: true, new byte[random.Between(0, 64)])];
        }
    }
}

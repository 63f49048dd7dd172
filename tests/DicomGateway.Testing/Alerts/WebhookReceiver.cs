using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DicomGateway.Testing.Alerts;

/// <summary>A web server of a test that keeps what is posted to it, and answers as told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public WebhookReceiver()
    {
        _listener.Start();
        _running = AcceptAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook");

    /// <summary>Headers by name in small letters, and the body.</summary>
    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> Posts { get; } = new();

    /// <summary>The status to answer with; 0 for no answer at all.</summary>
    public int Status { get; set; } = 204;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ServeAsync(client).ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var stream = client.GetStream();
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
            head.Append((char)one[0]);
        var headers = head.ToString().Split("\r\n").Skip(1).Where(line => line.Contains(": ", StringComparison.Ordinal)).Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[1]);
        var body = new byte[int.Parse(headers["content-length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        if (Status == 0)
            await Task.Delay(Timeout.Infinite, _stop.Token);
        Posts.Enqueue((headers, body));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _stop.Token);
    }
}

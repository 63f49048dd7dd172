using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DicomGateway.Testing.Alerts;

/// <summary>A mail relay of a test: takes what comes, or refuses as told, and keeps it.</summary>
public sealed class MailRelay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();

    /// <param name="port">Where to listen; 0 for anywhere.</param>
    /// <param name="certificate">Offers STARTTLS with it.</param>
    public MailRelay(int port = 0, X509Certificate2? certificate = null)
    {
        Certificate = certificate;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _running = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyCollection<ReceivedMail> Mails => _mails;

    /// <summary>Answers to commands other than the usual ones, by the first word of the command.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every command as it came.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    private X509Certificate2? Certificate { get; }

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
        Stream stream = client.GetStream();
        var (recipients, isEncrypted) = (new List<string>(), false);
        await WriteAsync(stream, "220 relay.test ready");
        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Enqueue(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            var answer = Answers.TryGetValue(verb, out var told) ? told : UsualAnswer(verb, isEncrypted);
            if (verb == "RCPT" && answer.StartsWith('2'))
                recipients.Add(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
            await WriteAsync(stream, answer);
            if (verb == "STARTTLS" && answer.StartsWith('2'))
                (stream, isEncrypted) = (await EncryptAsync(stream), true);
            else if (verb == "DATA" && answer.StartsWith('3'))
                await TakeAsync(stream, [.. recipients], isEncrypted);
            else if (verb == "QUIT")
                return;
        }
    }

    private string UsualAnswer(string verb, bool isEncrypted) => verb switch
    {
        "EHLO" when Certificate is not null && !isEncrypted => "250-relay.test\r\n250-AUTH PLAIN\r\n250 STARTTLS",
        "EHLO" => "250-relay.test\r\n250 AUTH PLAIN",
        "STARTTLS" => "220 go on",
        "AUTH" => "235 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(Certificate!);
        return secured;
    }

    private async Task TakeAsync(Stream stream, IReadOnlyList<string> recipients, bool isEncrypted)
    {
        var text = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        var answer = Answers.TryGetValue("MESSAGE", out var told) ? told : "250 taken";
        if (answer.StartsWith('2'))
            _mails.Enqueue(ReceivedMail.Read(text.ToString(), recipients, isEncrypted));
        await WriteAsync(stream, answer);
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var (line, one) = (new StringBuilder(), new byte[1]);
        while (await stream.ReadAsync(one, _stop.Token) > 0)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }

    private async Task WriteAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _stop.Token);
}

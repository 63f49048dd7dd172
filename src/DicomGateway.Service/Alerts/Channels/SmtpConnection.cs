using System.Globalization;
using System.Net.Security;
using System.Text;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>Commands and replies of SMTP (RFC 5321) over one connection.</summary>
internal sealed class SmtpConnection(Stream connection) : IAsyncDisposable
{
    private const int LongestLine = 2048;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = connection;
    private int _start;
    private int _end;

    public bool IsEncrypted => _stream is SslStream;

    /// <exception cref="AlertChannelException">The relay answers otherwise than it may.</exception>
    public async Task<SmtpReply> CommandAsync(string command, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    /// <summary>Sends a message; a line that begins with a full stop gets another one.</summary>
    public Task<SmtpReply> SendTextAsync(string text, CancellationToken cancellationToken) =>
        CommandAsync(("\r\n" + text).Replace("\r\n.", "\r\n..", StringComparison.Ordinal)[2..] + ".", cancellationToken);

    /// <summary>Takes leave; whatever becomes of that.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CommandAsync("QUIT", cancellationToken);
        }
        catch (Exception e) when (e is IOException or AlertChannelException or OperationCanceledException)
        {
            // Many a relay closes at once.
        }
    }

    public async Task EncryptAsync(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        // What came readably behind the answer to STARTTLS was put there by somebody else.
        if (_start != _end)
            throw new AlertChannelException("The relay sent something before the connection was encrypted.");
        var secured = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secured;
        await secured.AuthenticateAsClientAsync(options, cancellationToken);
    }

    /// <exception cref="AlertChannelException">The relay answers otherwise than it may.</exception>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                break;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, lines);
        }

        throw new AlertChannelException("The relay does not answer as SMTP has it.");
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                    throw new AlertChannelException("The relay closed the connection.");
            }

            var next = (char)_buffer[_start++];
            if (next == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(next);
        }

        throw new AlertChannelException("The relay does not answer as SMTP has it.");
    }
}

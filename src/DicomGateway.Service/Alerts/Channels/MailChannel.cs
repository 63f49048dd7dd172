using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>
/// Hands messages to a mail relay. An SMTP client of our own, because that of the framework neither takes authorities of the configuration nor
/// keeps a time limit while it waits.
/// </summary>
internal sealed class MailChannel(AlertMailOptions options, string node, AlertTls tls, AlertSecret? password, TimeProvider time) : IAlertChannel
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public string Name => "mail";

    public bool Wants(AlertKind kind) => options.Kinds.Count == 0 || options.Kinds.Contains(kind);

    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(options.Host, options.Port, either.Token);
            await using var connection = new SmtpConnection(new NetworkStream(socket, ownsSocket: false));
            await DeliverAsync(connection, message, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AlertChannelException("The relay did not answer in time.", e);
        }
        catch (SocketException e)
        {
            throw new AlertChannelException($"The relay cannot be reached ({e.SocketErrorCode}).", e);
        }
        catch (AuthenticationException e)
        {
            throw new AlertChannelException("The relay's certificate is not trusted, or it does not speak TLS 1.2 or 1.3.", e);
        }
        catch (IOException e)
        {
            throw new AlertChannelException("The connection to the relay broke.", e);
        }
    }

    private async Task DeliverAsync(SmtpConnection relay, AlertMessage message, CancellationToken cancellationToken)
    {
        Expect(await relay.ReadReplyAsync(cancellationToken), "the connection");
        var offer = await GreetAsync(relay, cancellationToken);
        if (options.Encryption != MailEncryption.None && offer.Offers("STARTTLS"))
        {
            Expect(await relay.CommandAsync("STARTTLS", cancellationToken), "STARTTLS");
            await relay.EncryptAsync(tls.For(options.Host), cancellationToken);
            await GreetAsync(relay, cancellationToken);
        }

        if (options.Encryption == MailEncryption.Required && !relay.IsEncrypted)
            throw new AlertChannelException("The relay does not offer STARTTLS, which the configuration requires.");
        if (options.User is { } user)
            await SignInAsync(relay, user, cancellationToken);
        Expect(await relay.CommandAsync($"MAIL FROM:<{options.From}>", cancellationToken), "the sender");
        await NameRecipientsAsync(relay, cancellationToken);
        var go = await relay.CommandAsync("DATA", cancellationToken);
        if (!go.IsPending)
            throw new AlertChannelException($"The relay refused the message (answer {go.Code}).");
        Expect(await relay.SendTextAsync(MailMessage.Write(message, options, node, time.GetUtcNow()), cancellationToken), "the message");

        // It has the message: whatever it says to the farewell, sending once more would be one mail too many.
        await relay.QuitAsync(cancellationToken);
    }

    private static async Task<SmtpReply> GreetAsync(SmtpConnection relay, CancellationToken cancellationToken)
    {
        var reply = await relay.CommandAsync("EHLO dicom-gateway.localdomain", cancellationToken);
        Expect(reply, "the greeting");
        return reply;
    }

    private async Task SignInAsync(SmtpConnection relay, string user, CancellationToken cancellationToken)
    {
        var secret = Encoding.UTF8.GetString(await password!.ReadAsync(1, cancellationToken));
        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{secret}"));
        Expect(await relay.CommandAsync("AUTH PLAIN " + plain, cancellationToken), "user and password");
    }

    /// <summary>One recipient is enough to go on: the others' addresses are wrong, and nobody would be told.</summary>
    private async Task NameRecipientsAsync(SmtpConnection relay, CancellationToken cancellationToken)
    {
        SmtpReply? refused = null;
        var taken = 0;
        foreach (var to in options.To)
        {
            var reply = await relay.CommandAsync($"RCPT TO:<{to}>", cancellationToken);
            if (reply.IsDone)
                taken++;
            else
                refused = reply;
        }

        if (taken == 0)
            Expect(refused!, "every recipient");
    }

    private static void Expect(SmtpReply reply, string what)
    {
        if (!reply.IsDone)
            throw new AlertChannelException($"The relay refused {what} (answer {reply.Code}).");
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using DicomGateway.Service.Alerts.Channels;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Service.Tls;
using DicomGateway.Testing;
using DicomGateway.Testing.Alerts;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Tests.Alerts;

internal sealed class AlertChannelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly AlertMessage Message = new(
        7, AlertKind.Destination, Now, "Destination archive does not take instances", IsOver: false,
        [new AlertLine(AlertLineState.New, "Destination archive does not take instances.\n.It is tried again, für später.", Now, null, 2)]);

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gateway-alerts-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Mail_reaches_every_recipient_and_can_be_read()
    {
        await using var relay = new MailRelay();
        await Mail(relay, MailEncryption.WhenOffered).SendAsync(Message, CancellationToken.None);
        var mail = relay.Mails.Single();
        Assert.Multiple(() =>
        {
            Assert.That(mail.Recipients, Is.EqualTo(new[] { "one@example.org", "two@example.org" }));
            Assert.That(mail.Subject, Is.EqualTo("[DicomGateway test-node] Destination archive does not take instances"));
            Assert.That(mail.Text, Does.Contain("- Destination archive does not take instances.\n.It is tried again, für später.\n    since 2026-11-01 08:00:00Z, 2 times"));
            Assert.That(mail.Headers["Message-ID"], Does.StartWith("<7."));
            Assert.That(mail.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        });
    }

    [Test]
    public async Task Mail_goes_encrypted_and_with_password_where_that_is_required()
    {
        using var authority = new TestAuthority(_folder, "relay");
        var (certificate, key) = authority.Issue("localhost");
        using var identity = X509Certificate2.CreateFromPemFile(certificate, key);
        await using var relay = new MailRelay(certificate: identity);
        await File.WriteAllTextAsync(Path.Combine(_folder, "password"), "secret word\n");
        var channel = Mail(relay, MailEncryption.Required, authority.RootPath, "gateway", new AlertSecret(Path.Combine(_folder, "password"), null));
        await channel.SendAsync(Message, CancellationToken.None);
        Assert.That(relay.Mails.Single().IsEncrypted, Is.True);
        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0gateway\0secret word"));
        Assert.That(relay.Commands, Does.Contain("AUTH PLAIN " + plain));
    }

    [Test]
    public async Task Mail_is_not_given_to_a_relay_whose_certificate_is_not_trusted_or_that_has_none()
    {
        using var authority = new TestAuthority(_folder, "relay");
        using var other = new TestAuthority(_folder, "other");
        var (certificate, key) = authority.Issue("localhost");
        using var identity = X509Certificate2.CreateFromPemFile(certificate, key);
        await using var strange = new MailRelay(certificate: identity);
        Assert.That(() => Mail(strange, MailEncryption.WhenOffered, other.RootPath).SendAsync(Message, CancellationToken.None), Throws.TypeOf<AlertChannelException>());
        await using var open = new MailRelay();
        Assert.That(() => Mail(open, MailEncryption.Required).SendAsync(Message, CancellationToken.None), Throws.TypeOf<AlertChannelException>());
        Assert.That(strange.Mails.Concat(open.Mails), Is.Empty);
    }

    [TestCase("RCPT", "550 no such user", "every recipient")]
    [TestCase("MAIL", "451 later", "the sender")]
    [TestCase("MESSAGE", "554 no", "the message")]
    public async Task Mail_that_is_refused_says_at_what_and_not_in_the_relays_words(string command, string answer, string what)
    {
        await using var relay = new MailRelay();
        relay.Answers[command] = answer;
        Assert.That(() => Mail(relay, MailEncryption.None).SendAsync(Message, CancellationToken.None),
            Throws.TypeOf<AlertChannelException>().With.Message.EqualTo($"The relay refused {what} (answer {answer[..3]})."));
    }

    [Test]
    public async Task Webhook_is_signed_over_time_and_body()
    {
        await using var receiver = new WebhookReceiver();
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret"), "0123456789abcdef\n");
        using var channel = Webhook(receiver.Url);
        await channel.SendAsync(Message, CancellationToken.None);
        var (headers, body) = receiver.Posts.Single();
        byte[] signed = [.. Encoding.ASCII.GetBytes(headers["x-dicomgateway-timestamp"] + "."), .. body];
        var expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("0123456789abcdef"u8, signed));
        using var json = JsonDocument.Parse(body);
        Assert.Multiple(() =>
        {
            Assert.That(headers["x-dicomgateway-signature"], Is.EqualTo(expected));
            Assert.That(headers["x-dicomgateway-message"], Is.EqualTo("7"));
            Assert.That(json.RootElement.GetProperty("kind").GetString(), Is.EqualTo("Destination"));
            Assert.That(json.RootElement.GetProperty("lines")[0].GetProperty("state").GetString(), Is.EqualTo("New"));
        });
    }

    [Test]
    public async Task Webhook_that_answers_otherwise_or_has_no_secret_is_a_failure()
    {
        await using var receiver = new WebhookReceiver { Status = 302 };
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret"), "short");
        using var channel = Webhook(receiver.Url);
        Assert.That(() => channel.SendAsync(Message, CancellationToken.None), Throws.TypeOf<AlertChannelException>().With.Message.Contains("less than 16 bytes"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret"), "0123456789abcdef");
        Assert.That(() => channel.SendAsync(Message, CancellationToken.None), Throws.TypeOf<AlertChannelException>().With.Message.EqualTo("The server answered 302."));
    }

    private static MailChannel Mail(MailRelay relay, MailEncryption encryption, string? authorities = null, string? user = null, AlertSecret? password = null)
    {
        var options = new AlertMailOptions
        {
            Host = "localhost",
            Port = relay.Port,
            From = "gateway@example.org",
            To = ["one@example.org", "two@example.org"],
            Encryption = encryption,
            User = user,
        };
        return new MailChannel(options, "test-node", new AlertTls(authorities is null ? null : new AuthorityFile(authorities)), password, TimeProvider.System);
    }

    private WebhookChannel Webhook(string url) => new(
        new AlertWebhookOptions { Name = "chat", Url = url }, "test-node", new AlertTls(null), new AlertSecret(Path.Combine(_folder, "secret"), null), TimeProvider.System);
}

using DicomGateway.Service.Alerts;
using DicomGateway.Service.Alerts.Channels;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Testing;
using DicomGateway.Testing.Alerts;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Service.Tests.Alerts;

internal sealed class AlertFarewellTests
{
    [Test]
    public async Task End_of_the_node_is_told_past_the_database_but_not_at_every_start()
    {
        await using var relay = new MailRelay();
        var time = new FakeTimeProvider();
        var options = new AlertMailOptions { Host = "127.0.0.1", Port = relay.Port, From = "gateway@example.org", To = ["team@example.org"] };
        var farewell = new AlertFarewell([new MailChannel(options, "test-node", new AlertTls(null), null, time)], time, NullLogger<AlertFarewell>.Instance);
        await farewell.TellAsync("The disk failed to sync the database.");
        Assert.That(relay.Mails, Is.Empty, "it has hardly begun");
        time.Advance(TimeSpan.FromMinutes(6));
        await farewell.TellAsync("The disk failed to sync the database.");
        var mail = relay.Mails.Single();
        Assert.That(mail.Subject, Does.Contain("The node ends"));
        Assert.That(mail.Text, Does.Contain("failed to sync"));
        Assert.That(mail.Headers["Message-ID"], Does.StartWith("<unrecorded"));
    }
}

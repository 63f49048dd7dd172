using System.Text;
using System.Text.Json.Nodes;
using DicomGateway.Dicom.Data;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Alerts;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios;

/// <summary>Who is told what goes wrong: by mail and webhook, once at a time, without anything of a patient.</summary>
[TestFixture]
internal sealed class AlertScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Test]
    public async Task Archive_that_is_down_and_back_makes_one_mail_each_and_none_names_a_patient()
    {
        Dcmtk.Require("storescu", "storescp");
        using var folder = ProofFolder.Make("alerts");
        await using var relay = new MailRelay();
        await using var receiver = new WebhookReceiver();
        var port = GatewayProcess.FreePort();
        await using var node = new NodeUnderTest("alerts-node", c => Tell(c, folder, relay.Port, receiver.Url, port));
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 2);
        CanaryFiles.Write(folder.Combine("in"), 2, 1, change: d => d.AddOrUpdate(DicomTag.PatientID, ""));
        await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("in"));
        await MailsAsync(relay, "Destination archive does not take instances", 1);
        await MailsAsync(relay, "Project trial: ", 1);

        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"), port);
        await MailsAsync(relay, "Over: Destination archive", 1);
        Assert.That(relay.Mails.Count(mail => mail.Subject.Contains("archive", StringComparison.Ordinal)), Is.EqualTo(2), Subjects(relay));
        await Eventually.TrueAsync("the webhook has what the mails have", Patience, () => Task.FromResult(receiver.Posts.Count == relay.Mails.Count));

        var told = string.Concat(relay.Mails.Select(mail => mail.Subject + mail.Text + string.Concat(mail.Headers.Values)))
            + string.Concat(receiver.Posts.Select(post => Encoding.UTF8.GetString(post.Body)));
        Assert.That(told, Does.Not.Contain(CanaryFiles.Marker).And.Not.Contain(CanaryFiles.UidMarker));
        Assert.That(await node.StopAsync(), Is.Zero);
    }

    [Test]
    public async Task Kill_is_told_after_the_restart_and_a_relay_that_was_away_gets_its_mails_later()
    {
        using var folder = ProofFolder.Make("alerts-kill");
        var (relayPort, archivePort) = (GatewayProcess.FreePort(), GatewayProcess.FreePort());
        await using var node = new NodeUnderTest("alerts-kill-node", c => Tell(c, folder, relayPort, null, archivePort));
        await node.StartAsync();
        Posix.Signal(node.ProcessId, 9);
        await node.EndedAsync(Patience);
        await node.StartAsync();
        await Eventually.TrueAsync("the relay is missed", Patience, async () => (await node.CommandAsync("alerts", "list")).Output.Contains("1 message(s) wait", StringComparison.Ordinal));
        Assert.That(await node.ProblemsAsync(), Is.Empty, "a relay that is away does not make the node unready");
        var test = await node.CommandAsync("alerts", "test");
        Assert.That(test.Status, Is.Not.Zero, test.Error);
        Assert.That(test.Output, Does.Contain("cannot be reached"));

        await using var relay = new MailRelay(relayPort);
        await MailsAsync(relay, "The node was started again after an end that was not in order", 1);
        Assert.That((await node.CommandAsync("alerts", "test")).Status, Is.Zero);
        await MailsAsync(relay, "A test", 1);
        Assert.That(await node.StopAsync(), Is.Zero);
        await node.StartAsync();
        await Eventually.TrueAsync("the stop in order is taken down", Patience, async () => (await node.CommandAsync("alerts", "list", "--json")).Output.Contains("stopped in order", StringComparison.Ordinal));
        Assert.That(relay.Mails, Has.Count.EqualTo(2), "the second start waits for the end of the interval");
    }

    private static void Tell(JsonObject configuration, ProofFolder folder, int relay, string? webhook, int archive)
    {
        File.WriteAllText(folder.Combine("secret"), "a secret of this test");
        configuration.AddArchive(archive, "ARCHIVE");
        configuration["alerts"] = new JsonObject
        {
            ["nodeName"] = "scenario",
            ["settle"] = "1s",
            ["lookEvery"] = "1s",
            ["mail"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = relay, ["from"] = "gateway@example.org", ["to"] = new JsonArray("team@example.org") },
            ["webhooks"] = webhook is null ? [] : new JsonArray(new JsonObject { ["name"] = "chat", ["url"] = webhook, ["secretFile"] = folder.Combine("secret") }),
        };
    }

    private static Task MailsAsync(MailRelay relay, string subject, int count) => Eventually.TrueAsync(
        $"{count} mail(s) say '{subject}'", Patience, () => Task.FromResult(relay.Mails.Count(mail => mail.Subject.Contains(subject, StringComparison.Ordinal)) == count), () => Subjects(relay));

    private static string Subjects(MailRelay relay) => "mails: " + string.Join(" | ", relay.Mails.Select(mail => mail.Subject));
}

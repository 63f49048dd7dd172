using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Transfer.Tests.Records.Alerts;

internal sealed class AlertStoreTests
{
    private StorageFixture _fixture = null!;

    [SetUp]
    public async Task OpenAsync() => _fixture = await StorageFixture.OpenAsync();

    [TearDown]
    public async Task CloseAsync() => await _fixture.DisposeAsync();

    [Test]
    public async Task What_was_told_and_what_still_has_to_be_is_there_after_a_restart()
    {
        var now = _fixture.Time.GetUtcNow();
        var alert = new AlertRecord { Kind = AlertKind.Destination, Subject = "archive", Text = "It is down.", Since = now };
        var message = new AlertMessage(0, AlertKind.Destination, now, "It is down", IsOver: false, [new AlertLine(AlertLineState.New, "It is down.", now, null, 3)]);
        var stored = await _fixture.Records.Alerts.ApplyAsync(new AlertUpdate([alert with { ToldLevel = 0 }], message, ["mail", "webhook chat"]), CancellationToken.None);
        await _fixture.ReopenAsync();

        var live = (await _fixture.Records.Alerts.ListLiveAsync(AlertKind.Destination, CancellationToken.None)).Single();
        Assert.That(live, Is.EqualTo(alert with { AlertId = live.AlertId, ToldLevel = 0 }));
        var last = await _fixture.Records.Alerts.FindLastAsync(AlertKind.Destination, CancellationToken.None);
        Assert.That(last!.MessageId, Is.EqualTo(stored!.MessageId));
        Assert.That(last.Lines, Is.EqualTo(message.Lines));
        Assert.That(await _fixture.Records.AlertSendings.CountWaitingAsync("mail", CancellationToken.None), Is.EqualTo(1));

        await _fixture.Records.Alerts.ApplyAsync(new AlertUpdate([live with { Ended = now, IsClosed = true }], null, []), CancellationToken.None);
        Assert.That(await _fixture.Records.Alerts.ListLiveAsync(AlertKind.Destination, CancellationToken.None), Is.Empty);
        Assert.That(await _fixture.Records.Alerts.ListOpenAsync(CancellationToken.None), Is.Empty);
        Assert.That(await _fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Message_that_fails_lets_newer_ones_pass_and_one_that_was_taken_is_gone()
    {
        var now = _fixture.Time.GetUtcNow();
        for (var i = 0; i < 2; i++)
            await _fixture.Records.Alerts.ApplyAsync(new AlertUpdate([], new AlertMessage(0, AlertKind.Job, now, $"message {i}", false, []), ["mail"]), CancellationToken.None);
        var sendings = _fixture.Records.AlertSendings;
        var first = await sendings.FindNextAsync("mail", CancellationToken.None);
        await sendings.SetFailedAsync(first!, CancellationToken.None);
        var second = await sendings.FindNextAsync("mail", CancellationToken.None);
        Assert.That(new[] { first!.Message.Title, second!.Message.Title }, Is.EqualTo(new[] { "message 0", "message 1" }));
        await sendings.SetSentAsync(second, CancellationToken.None);
        Assert.That((await sendings.FindNextAsync("mail", CancellationToken.None))!.Attempts, Is.EqualTo(1));
        await sendings.SetGivenUpAsync(first, CancellationToken.None);
        Assert.That(await sendings.FindNextAsync("mail", CancellationToken.None), Is.Null);
        Assert.That(await sendings.FindLastSentAsync("mail", CancellationToken.None), Is.EqualTo(now));
    }

    [Test]
    public async Task Old_ones_and_those_beyond_the_number_go_and_what_is_open_unsent_or_last_of_its_kind_stays()
    {
        var store = _fixture.Records.Alerts;
        var now = _fixture.Time.GetUtcNow();
        var old = now - TimeSpan.FromDays(400);
        AlertRecord Alert(string subject, DateTimeOffset at, bool isClosed, AlertKind kind = AlertKind.Disk) =>
            new() { Kind = kind, Subject = subject, Text = subject, Since = at, Ended = isClosed ? at : null, IsClosed = isClosed };
        AlertMessage Message(string title, DateTimeOffset at, AlertKind kind = AlertKind.Disk) => new(0, kind, at, title, false, []);
        await store.ApplyAsync(new AlertUpdate([Alert("node", old, true, AlertKind.Node), Alert("open", old, false), Alert("old", old, true), Alert("new", now, true)], null, []), CancellationToken.None);
        foreach (var (title, at, channels) in new[] { ("sent", old, []), ("waits", old, new[] { "mail" }), ("fresh", now, Array.Empty<string>()), ("fresh too", now, []) })
            await store.ApplyAsync(new AlertUpdate([], Message(title, at), channels), CancellationToken.None);

        Assert.That(await store.PruneAsync(now - TimeSpan.FromDays(365), 100, CancellationToken.None), Is.EqualTo(2));
        Assert.That(await store.PruneAsync(now - TimeSpan.FromDays(365), 100, CancellationToken.None), Is.Zero);
        Assert.That(await store.IsKnownAsync(AlertKind.Disk, "old", CancellationToken.None), Is.False);
        foreach (var (kind, subject) in new[] { (AlertKind.Node, "node"), (AlertKind.Disk, "open"), (AlertKind.Disk, "new") })
            Assert.That(await store.IsKnownAsync(kind, subject, CancellationToken.None), Is.True, subject);
        Assert.That(await TitlesAsync(), Is.EqualTo(new[] { "fresh too", "fresh", "waits" }));

        await store.PruneAsync(now - TimeSpan.FromDays(365), 1, CancellationToken.None);
        Assert.That(await TitlesAsync(), Is.EqualTo(new[] { "fresh too", "waits" }));
        Assert.That((await _fixture.Records.AlertSendings.FindNextAsync("mail", CancellationToken.None))!.Message.Title, Is.EqualTo("waits"));
        Assert.That(await _fixture.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);

        async Task<IEnumerable<string>> TitlesAsync() => (await store.ListMessagesAsync(100, CancellationToken.None)).Select(message => message.Title);
    }

    [Test]
    public async Task Start_tells_whether_the_process_before_it_had_stopped()
    {
        Assert.That(await _fixture.Records.AlertFacts.FindStartAsync(CancellationToken.None), Is.Null);
        await AuditAsync("service.started");
        Assert.That((await _fixture.Records.AlertFacts.FindStartAsync(CancellationToken.None))!.IsRestart, Is.False);
        await AuditAsync("study.forwarded");
        await AuditAsync("service.started");
        Assert.That(await _fixture.Records.AlertFacts.FindStartAsync(CancellationToken.None), Has.Property("IsRestart").True.And.Property("WasStopped").False);
        await AuditAsync("service.stopped");
        await AuditAsync("storage.backup");
        await AuditAsync("service.started");
        Assert.That(await _fixture.Records.AlertFacts.FindStartAsync(CancellationToken.None), Has.Property("WasStopped").True.And.Property("LastSign").Not.Null);
        Assert.That(await _fixture.Records.AlertFacts.FindLastBackupAsync(CancellationToken.None), Is.EqualTo(_fixture.Time.GetUtcNow()));
    }

    [Test]
    public async Task Facts_of_an_empty_node_are_none()
    {
        var facts = _fixture.Records.AlertFacts;
        Assert.That(await facts.CountHeldAsync(CancellationToken.None), Is.Empty);
        Assert.That(await facts.ListEndedJobsAsync(default, CancellationToken.None), Is.Empty);
        Assert.That(await facts.ListRunningJobsAsync(CancellationToken.None), Is.Empty);
        Assert.That(await facts.FindLastBackupAsync(CancellationToken.None), Is.Null);
    }

    private ValueTask AuditAsync(string action) => _fixture.Records.Audit.AppendAsync("service", action, null, null, null, CancellationToken.None);
}

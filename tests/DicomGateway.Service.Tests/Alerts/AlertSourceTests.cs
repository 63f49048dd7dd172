using DicomGateway.Service.Alerts.Looking;
using DicomGateway.Service.Tests.Api;

namespace DicomGateway.Service.Tests.Alerts;

/// <summary>Sources that look at a running node.</summary>
[TestFixture]
internal sealed class AlertSourceTests
{
    [Test]
    public async Task Healthy_node_gives_no_alert_and_one_that_was_started_again_says_how_it_ended()
    {
        await using var node = await RunningNode.StartAsync();
        Assert.That((await new NodeSource(node.Node).LookAsync(CancellationToken.None)).Seen, Is.Empty);
        Assert.That((await new HeldSource(node.Node).LookAsync(CancellationToken.None)).Seen, Is.Empty);
        Assert.That((await new DestinationSource(node.Node).LookAsync(CancellationToken.None)).Seen, Is.Empty);
        Assert.That((await new PacsSource(node.Node).LookAsync(CancellationToken.None)).Seen, Is.Empty);
        Assert.That((await new JobSource(node.Node, TimeSpan.FromHours(6), TimeProvider.System).LookAsync(CancellationToken.None)).Seen, Is.Empty);
        Assert.That((await new StorageSource(node.Node, null, TimeProvider.System).LookAsync(CancellationToken.None)).Seen, Is.Empty);

        await node.RestartAsync();
        var look = await new NodeSource(node.Node).LookAsync(CancellationToken.None);
        var known = await node.Node.Records.Alerts.ListMessagesAsync(10, CancellationToken.None);
        Assert.That(look.Seen.Select(sighting => sighting.Text).Concat(known.SelectMany(message => message.Lines).Select(line => line.Text)), Has.Some.Contains("started again"));
    }

    [Test]
    public async Task Backup_that_is_missing_is_told_until_one_is_made()
    {
        await using var node = await RunningNode.StartAsync();
        var source = new StorageSource(node.Node, TimeSpan.FromHours(1), TimeProvider.System);
        Assert.That((await source.LookAsync(CancellationToken.None)).Seen.Single().Text, Does.Contain("no backup yet"));
        await node.Node.Storage.Maintenance.BackupAsync(Path.Combine(node.Folder, "backup"), "anna", CancellationToken.None);
        Assert.That((await source.LookAsync(CancellationToken.None)).Seen, Is.Empty);
    }
}

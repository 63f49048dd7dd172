using DicomGateway.Service.Alerts;
using DicomGateway.Service.Alerts.Looking;
using DicomGateway.Testing;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Tests.Alerts;

internal sealed class AlertSightTests
{
    [TestCase(40, null)]
    [TestCase(20, 1L)]
    [TestCase(10, 2L)]
    [TestCase(3, 3L)]
    [TestCase(0, 4L)]
    [TestCase(-1, 5L)]
    public async Task Certificate_becomes_worse_at_each_threshold(int days, long? level)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-alerts-");
        using var authority = new TestAuthority(folder.FullName, "hospital");
        var (file, _) = authority.Issue("node", 20);
        var source = new CertificateSource([("listeners.tls", file)], [30, 14, 7, 1], new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(20 - days)));
        var seen = (await source.LookAsync(CancellationToken.None)).Seen.SingleOrDefault();
        Assert.That(seen?.Level, Is.EqualTo(level));
        File.Delete(file);
        Assert.That((await source.LookAsync(CancellationToken.None)).Seen.Single().Text, Does.Contain("cannot be read"));
        folder.Delete(recursive: true);
    }

    [TestCase(40, 0)]
    [TestCase(10, 2)]
    [TestCase(-1, 2)]
    public async Task Authorities_are_watched_one_by_one(int days, int seen)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-alerts-");
        using var one = new TestAuthority(folder.FullName, "one");
        using var other = new TestAuthority(folder.FullName, "other");
        var file = Path.Combine(folder.FullName, "both.pem");
        File.WriteAllText(file, File.ReadAllText(one.RootPath) + Environment.NewLine + File.ReadAllText(other.RootPath));
        var source = new AuthoritySource([("destination archive", file)], [30, 14, 7, 1], new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(30 - days)));
        var sightings = (await source.LookAsync(CancellationToken.None)).Seen;
        Assert.That(sightings, Has.Count.EqualTo(seen));
        Assert.That(sightings.Select(sighting => sighting.Subject), Is.Unique);
        Assert.That(sightings.Select(sighting => sighting.Level), Is.All.EqualTo(days > 0 ? 2 : 5));
        if (seen > 0)
            Assert.That(sightings[0].Text, Does.Contain("1 of 2").And.Contain("destination archive").And.Not.Contain(folder.FullName));
        File.WriteAllText(file, "nothing");
        Assert.That((await source.LookAsync(CancellationToken.None)).Seen.Single().Text, Does.Contain("no certificate"));
        File.Delete(file);
        Assert.That((await source.LookAsync(CancellationToken.None)).Seen.Single().Text, Does.Contain("cannot be read"));
        folder.Delete(recursive: true);
    }

    [Test]
    public void Disk_is_told_before_the_watermark_at_it_and_when_it_fails()
    {
        Assert.That(See(SpoolTrouble.None, 5000, 0), Is.Empty);
        Assert.That(See(SpoolTrouble.None, 999, 0).Single().Subject, Is.EqualTo("nearly full"));
        Assert.That(See(SpoolTrouble.BelowWatermark, 10, 0).Single().Text, Does.StartWith("No instances are taken."));
        Assert.That(See(SpoolTrouble.None, 5000, 2).Single(), Has.Property("Subject").EqualTo("failed syncs").And.Property("Level").EqualTo(2));
        Assert.That(See(SpoolTrouble.Stopping, 5000, 0), Is.Empty);
    }

    private static IEnumerable<AlertSighting> See(SpoolTrouble trouble, long freeMegabytes, long failedSyncs) =>
        DiskSource.See(new SpoolHealth(trouble, "It is so.", freeMegabytes << 20, 1L << 40, failedSyncs), 1000L << 20);
}

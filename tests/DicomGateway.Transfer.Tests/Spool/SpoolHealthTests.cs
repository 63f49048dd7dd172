using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Tests.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool;

internal sealed class SpoolHealthTests
{
    [Test]
    public async Task Below_the_watermark_instances_are_refused_until_space_returns()
    {
        await using var fixture = new SpoolFixture();
        await fixture.ReceiveAsync("1.2.1", [1]);
        fixture.Disk.Space = new FreeSpace(1 << 20, 100L << 30);
        fixture.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(async () => await fixture.BeginAsync("1.2.2"), ThrowsWith(SpoolTrouble.BelowWatermark));
        Assert.That(fixture.Spool.Health.Text, Does.Contain("watermark"));

        fixture.Disk.Space = new FreeSpace(50L << 30, 100L << 30);
        fixture.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(fixture.Spool.Health.IsAccepting, Is.True);
        await fixture.ReceiveAsync("1.2.2", [2]);
    }

    [Test]
    public async Task Full_disk_fails_the_instance_and_the_next_one_tries_again()
    {
        await using var fixture = new SpoolFixture(new FakeDisk { FailsWith = SpoolTrouble.DiskFull, Broken = "allocate" });
        Assert.That(async () => await fixture.BeginAsync("1.2.1"), ThrowsWith(SpoolTrouble.DiskFull));
        Assert.That(fixture.Spool.Health.Trouble, Is.EqualTo(SpoolTrouble.DiskFull));

        fixture.Disk.Broken = null;
        await fixture.ReceiveAsync("1.2.1", [1]);

        Assert.That(fixture.Spool.Health.IsAccepting, Is.True);
    }

    [Test]
    public async Task Write_that_finds_no_space_gives_back_what_it_took()
    {
        await using var fixture = new SpoolFixture();
        var first = await fixture.ReceiveAsync("1.2.1", [1]);
        (fixture.Disk.FailsWith, fixture.Disk.Broken) = (SpoolTrouble.DiskFull, "write");
        Assert.That(async () => await fixture.ReceiveAsync("1.2.2", SpoolFixture.Content(2, 3 << 20)), ThrowsWith(SpoolTrouble.DiskFull));
        fixture.Disk.Broken = null;

        Assert.That(fixture.Disk[first.Path].Length, Is.EqualTo(fixture.Journal.Entries.Single().End));
        Assert.That(SpoolFixture.Replay(fixture.Disk).Single().InstanceId, Is.EqualTo(first.InstanceId));
    }

    [Test]
    public async Task Health_recovers_by_itself_when_the_fault_is_over()
    {
        await using var fixture = new SpoolFixture(new FakeDisk { FailsWith = SpoolTrouble.ReadOnly, Broken = "create" });
        Assert.That(async () => await fixture.BeginAsync("1.2.1"), ThrowsWith(SpoolTrouble.ReadOnly));
        fixture.Disk.Broken = null;

        for (var i = 0; i < 1000 && !fixture.Spool.Health.IsAccepting; i++)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10);
        }

        Assert.That(fixture.Spool.Health.IsAccepting, Is.True);
    }

    [Test]
    public async Task Records_that_lag_or_fail_stop_receiving()
    {
        await using var fixture = new SpoolFixture(options: new SpoolOptions { SegmentLength = 1 << 20, UnrecordedLimit = 10 });
        fixture.Journal.Unrecorded = 10;
        Assert.That(async () => await fixture.BeginAsync("1.2.1"), ThrowsWith(SpoolTrouble.RecordsBehind));
        (fixture.Journal.Unrecorded, fixture.Journal.IsFailing) = (0, true);
        Assert.That(async () => await fixture.BeginAsync("1.2.1"), ThrowsWith(SpoolTrouble.RecordsBehind));
    }

    [Test]
    public async Task Stopped_spool_refuses_new_instances_and_lets_begun_ones_end()
    {
        await using var fixture = new SpoolFixture();
        var writer = await fixture.BeginAsync("1.2.1");
        fixture.Spool.Stop();

        Assert.That(async () => await fixture.BeginAsync("1.2.2"), ThrowsWith(SpoolTrouble.Stopping));
        await writer.CommitAsync(InstanceFacts.Unknown, CancellationToken.None);
        Assert.That(SpoolFixture.Replay(fixture.Disk), Has.Count.EqualTo(1));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint ThrowsWith(SpoolTrouble trouble) =>
        Throws.TypeOf<SpoolUnavailableException>().With.Property(nameof(SpoolUnavailableException.Trouble)).EqualTo(trouble);
}

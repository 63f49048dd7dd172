using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;
using DicomGateway.Transfer.Tests.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool;

/// <summary>After a power cut at any moment: everything that was acknowledged is there, whole; nothing that is there is not whole.</summary>
internal sealed class PowerCutTests
{
    [Test]
    public async Task Acknowledged_instances_survive_a_cut_at_every_call([Range(1, 32)] int call)
    {
        var disk = new FakeDisk { FailingCall = call };
        var acknowledged = new List<string>();
        await using var fixture = new SpoolFixture(disk);
        for (var i = 0; i < 8; i++)
        {
            try
            {
                await fixture.ReceiveAsync($"1.2.{i}", SpoolFixture.Content(i, LengthOf(i)));
                acknowledged.Add($"1.2.{i}");
            }
            catch (SpoolUnavailableException)
            {
                // Answered with A700.
            }
        }
        for (var seed = 0; seed < 3; seed++)
        {
            var after = disk.CutPower(new Random((call * 100) + seed));
            var found = SpoolFixture.Replay(after);
            Assert.That(found.Select(entry => entry.Identity.SopInstanceUid), Is.SupersetOf(acknowledged));
            Assert.That(found, Has.All.Matches<SpoolEntry>(entry => IsWhole(after, entry!)));
        }
        Assert.That(acknowledged, Has.Count.GreaterThanOrEqualTo(7));
    }

    [Test]
    public async Task Cut_in_the_middle_of_an_instance_leaves_the_ones_before([Range(0, 15)] int seed)
    {
        await using var fixture = new SpoolFixture();
        var before = await fixture.ReceiveAsync("1.2.1", SpoolFixture.Content(1, 100_000));
        var writer = await fixture.BeginAsync("1.2.2");
        await writer.WriteAsync(SpoolFixture.Content(2, 3 << 20), CancellationToken.None);

        var after = fixture.Disk.CutPower(new Random(seed));

        Assert.That(SpoolFixture.Replay(after).Single().InstanceId, Is.EqualTo(before.InstanceId));
        await writer.AbortAsync();
    }

    [Test]
    public async Task Torn_commit_is_discarded_and_counted()
    {
        await using var fixture = new SpoolFixture();
        var spooled = await fixture.ReceiveAsync("1.2.1", SpoolFixture.Content(1, 100_000));
        var block = new byte[Blocks.Size];
        fixture.Disk[spooled.Path].Write(block, spooled.Offset + Blocks.Size);

        var replay = new SpoolReplay(fixture.Disk, SpoolFixture.Folder);

        Assert.That(SpoolFixture.Replay(replay), Is.Empty);
        Assert.That(replay.TornCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Segment_whose_sync_failed_is_left_alone_and_not_used_again()
    {
        await using var fixture = new SpoolFixture();
        var first = await fixture.ReceiveAsync("1.2.1", [1]);
        fixture.Disk.Broken = "sync";
        Assert.That(
            async () => await fixture.ReceiveAsync("1.2.2", [2]),
            Throws.TypeOf<SpoolUnavailableException>().With.Property(nameof(SpoolUnavailableException.Trouble)).EqualTo(SpoolTrouble.DeviceError));
        Assert.That((fixture.Spool.Health.IsAccepting, fixture.Spool.Health.FailedSyncs), Is.EqualTo((false, 1L)));

        fixture.Disk.Broken = null;
        var second = await fixture.ReceiveAsync("1.2.3", [3]);

        Assert.That(second.Path, Is.Not.EqualTo(first.Path));
        Assert.That(fixture.Disk[first.Path].WasTouchedAfterFailedSync, Is.False);
        Assert.That((fixture.Spool.Health.IsAccepting, fixture.Spool.Health.FailedSyncs), Is.EqualTo((true, 1L)));
        Assert.That(SpoolFixture.Replay(fixture.Disk.CutPower(new Random(1))).Select(entry => entry.Identity.SopInstanceUid), Is.EqualTo(new[] { "1.2.1", "1.2.3" }));
    }

    [Test]
    public async Task Segment_with_a_damaged_header_is_not_removed()
    {
        var disk = new FakeDisk();
        await using (var fixture = new SpoolFixture(disk))
        {
            var spooled = await fixture.ReceiveAsync("1.2.1", [1]);
            var block = new byte[Blocks.Size];
            block[7] = 7;
            disk[spooled.Path].Write(block, 0);
        }
        var replay = new SpoolReplay(disk, SpoolFixture.Folder);
        var tail = replay.Read(replay.LastSegment, null, CancellationToken.None)!;
        Assert.That(tail.Entries, Is.Empty);

        replay.Cut(tail);

        Assert.That((disk.Names.Count, replay.Unreadable.Count), Is.EqualTo((1, 1)));
    }

    /// <summary>One of them needs two buffers.</summary>
    private static int LengthOf(int number) => number == 3 ? SegmentedSpool.BufferLength + 50_000 : number * 9_000;

    private static bool IsWhole(FakeDisk disk, SpoolEntry entry)
    {
        var number = int.Parse(entry.Identity.SopInstanceUid.Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return SpoolFixture.DataSetOf(disk, entry).AsSpan().SequenceEqual(SpoolFixture.Content(number, LengthOf(number)));
    }
}

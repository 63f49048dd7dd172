using System.Diagnostics;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Tests.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool;

/// <summary>A real file system that is full, read-only or out of inodes: the typed refusal, quickly, and receiving again without restart.</summary>
internal sealed class SmallDiskTests
{
    private static readonly SpoolOptions Options = new() { SegmentLength = 1 << 20, MinimumFreeBytes = 0, MinimumFreePercent = 0 };

    [Test]
    public async Task Full_disk_is_refused_within_a_second_and_taken_again_when_space_returns()
    {
        using var disk = new SmallFileSystem(24);
        var filler = Path.Combine(disk.Path, "filler");
        Directory.CreateDirectory(Path.Combine(disk.Path, "spool"));
        await using var spool = Open(disk, out var journal);
        await ReceiveAsync(spool, 1, 100_000);
        Fill(filler);

        var watch = Stopwatch.StartNew();
        Assert.That(async () => await ReceiveManyAsync(spool), ThrowsWith(SpoolTrouble.DiskFull));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)), "ten instances and the refusal");
        watch.Restart();
        Assert.That(async () => await ReceiveAsync(spool, 9, 2 << 20), ThrowsWith(SpoolTrouble.DiskFull));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));

        File.Delete(filler);
        await ReceiveAsync(spool, 10, 100_000);

        Assert.That(spool.Health.IsAccepting, Is.True);
        var found = SpoolFixture.Replay(DurableFileIo.ForThisPlatform(), Path.Combine(disk.Path, "spool"));
        Assert.That(found.Select(entry => entry.InstanceId), Is.EquivalentTo(journal.Entries.Select(entry => entry.InstanceId)));
    }

    [Test]
    public async Task Read_only_disk_is_named_and_taken_again_when_it_is_writable()
    {
        using var disk = new SmallFileSystem(24);
        Directory.CreateDirectory(Path.Combine(disk.Path, "spool"));
        await using (var spool = Open(disk, out _))
        {
            disk.Remount("ro");
            Assert.That(async () => await ReceiveAsync(spool, 1, 1000), ThrowsWith(SpoolTrouble.ReadOnly));
            disk.Remount("rw");
            await ReceiveAsync(spool, 2, 1000);
            Assert.That(spool.Health.IsAccepting, Is.True);
        }
    }

    [Test]
    public async Task Disk_without_inodes_is_named()
    {
        using var disk = new SmallFileSystem(24, "-N 32");
        Directory.CreateDirectory(Path.Combine(disk.Path, "spool"));
        await using var spool = Open(disk, out _);
        try
        {
            for (var i = 0; i < 64; i++)
                await File.WriteAllTextAsync(Path.Combine(disk.Path, $"file{i}"), "");
            Assert.Fail("The file system has more inodes than expected.");
        }
        catch (IOException)
        {
            // As wanted: none left.
        }

        Assert.That(async () => await ReceiveAsync(spool, 1, 1000), ThrowsWith(SpoolTrouble.OutOfInodes));
        File.Delete(Path.Combine(disk.Path, "file0"));
        await ReceiveAsync(spool, 2, 1000);
    }

    [Test]
    public async Task Deleted_instance_gives_its_space_back()
    {
        using var disk = new SmallFileSystem(64);
        Directory.CreateDirectory(Path.Combine(disk.Path, "spool"));
        await using var spool = Open(disk, out var journal);
        await ReceiveAsync(spool, 1, 10 << 20);
        await ReceiveAsync(spool, 2, 1000);
        var before = new DriveInfo(disk.Path).AvailableFreeSpace;
        var big = journal.Entries.First();

        await spool.Release.PunchAsync(big.Segment, big.Start, big.End);

        Assert.That(new DriveInfo(disk.Path).AvailableFreeSpace - before, Is.GreaterThan(9 << 20));
    }

    private static SegmentedSpool Open(SmallFileSystem disk, out RememberingJournal journal)
    {
        journal = new RememberingJournal();
        return new SegmentedSpool(DurableFileIo.ForThisPlatform(), Path.Combine(disk.Path, "spool"), Options, journal, TimeProvider.System, 0);
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        try
        {
            for (var buffer = new byte[1 << 16]; ;)
            {
                file.Write(buffer);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task ReceiveManyAsync(SegmentedSpool spool)
    {
        for (var i = 0; i < 10; i++)
            await ReceiveAsync(spool, i, 400_000);
    }

    private static async Task ReceiveAsync(SegmentedSpool spool, int number, int length)
    {
        await using var writer = await spool.BeginAsync(
            new ReceiveContext("127.0.0.1", "A", "B", "p"), new InstanceIdentity("1.2.840.10008.5.1.4.1.1.2", $"1.2.{number}", "1.2.840.10008.1.2.1"),
            CancellationToken.None);
        await writer.WriteAsync(new byte[length], CancellationToken.None);
        await writer.CommitAsync(InstanceFacts.Unknown, CancellationToken.None);
    }

    private static NUnit.Framework.Constraints.IResolveConstraint ThrowsWith(SpoolTrouble trouble) =>
        Throws.TypeOf<SpoolUnavailableException>().With.Property(nameof(SpoolUnavailableException.Trouble)).EqualTo(trouble);
}

using System.Security.Cryptography;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;
using DicomGateway.Transfer.Tests.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool;

internal sealed class SegmentedSpoolTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4095)]
    [TestCase(4096)]
    [TestCase(SegmentedSpool.BufferLength)]
    [TestCase((3 * SegmentedSpool.BufferLength) + 17)]
    public async Task Commit_gives_back_the_data_set_as_received(int length)
    {
        await using var fixture = new SpoolFixture();
        var content = SpoolFixture.Content(length, length);

        var spooled = await fixture.ReceiveAsync("1.2.3.4.5", content);

        var entry = SpoolFixture.Replay(fixture.Disk).Single();
        Assert.That(SpoolFixture.DataSetOf(fixture.Disk, entry), Is.EqualTo(content));
        Assert.That(spooled.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(content))));
        Assert.That((spooled.InstanceId, spooled.Offset, spooled.Length, spooled.DataSetLength), Is.EqualTo((entry.InstanceId, entry.Start, entry.Length, (long)length)));
    }

    [Test]
    public async Task Replay_gives_back_context_identity_and_facts()
    {
        await using var fixture = new SpoolFixture();
        await fixture.ReceiveAsync("1.2.3.4.5", [1, 2, 3]);

        var entry = SpoolFixture.Replay(fixture.Disk).Single();

        Assert.That(entry, Is.EqualTo(fixture.Journal.Entries.Single() with { Sha256 = entry.Sha256 }));
        Assert.That(entry.Facts, Is.EqualTo(SpoolFixture.Facts));
        Assert.That(entry.Context.JobItem, Is.EqualTo("job-7"));
    }

    [Test]
    public async Task Instance_on_a_real_disk_is_a_part_10_file()
    {
        using var folder = new TestFolder();
        var journal = new RememberingJournal();
        await using var spool = new SegmentedSpool(
            DurableFileIo.ForThisPlatform(), folder.Path, new SpoolOptions { SegmentLength = 1 << 20, MinimumFreeBytes = 0 }, journal, TimeProvider.System, 0);
        byte[] dataSet = [0x10, 0, 0x20, 0, (byte)'L', (byte)'O', 4, 0, (byte)'P', (byte)'A', (byte)'T', (byte)'1'];
        await using var writer = await spool.BeginAsync(
            new ReceiveContext("127.0.0.1", "MOD", "GW", "p"), new InstanceIdentity("1.2.840.10008.5.1.4.1.1.2", "1.2.3", "1.2.840.10008.1.2.1"), CancellationToken.None);
        await writer.WriteAsync(dataSet, CancellationToken.None);
        Assert.That(writer.Head.ToArray(), Is.EqualTo(dataSet));
        var spooled = await writer.CommitAsync(InstanceFacts.Unknown, CancellationToken.None);

        var file = DicomFile.Open(spooled.Path, spooled.Offset, spooled.Length);

        Assert.That(file.Dataset.GetString(DicomGateway.Dicom.Data.DicomTag.PatientID), Is.EqualTo("PAT1"));
        Assert.That(file.FileMetaInformation.GetString(DicomGateway.Dicom.Data.DicomTag.SourceApplicationEntityTitle), Is.EqualTo("MOD"));
        Assert.That(file.Leniencies, Is.Empty);
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(spooled.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Abort_leaves_nothing_and_its_place_is_used_again()
    {
        await using var fixture = new SpoolFixture();
        var writer = await fixture.BeginAsync("1.2.3");
        await writer.WriteAsync(SpoolFixture.Content(1, 3 << 20), CancellationToken.None);
        await writer.AbortAsync();

        var spooled = await fixture.ReceiveAsync("1.2.4", [1, 2, 3]);

        Assert.That(SpoolFixture.Replay(fixture.Disk).Single().InstanceId, Is.EqualTo(spooled.InstanceId));
        Assert.That(spooled.Offset, Is.EqualTo(SegmentHeader.Length));
    }

    [Test]
    public async Task Instance_bigger_than_a_segment_lies_in_one_segment()
    {
        await using var fixture = new SpoolFixture();
        var content = SpoolFixture.Content(5, (5 << 20) + 1);
        var first = await fixture.ReceiveAsync("1.2.3", content);
        var second = await fixture.ReceiveAsync("1.2.4", [1]);

        var entries = SpoolFixture.Replay(fixture.Disk);

        Assert.That(entries, Has.Count.EqualTo(2));
        Assert.That(SpoolFixture.DataSetOf(fixture.Disk, entries[0]), Is.EqualTo(content));
        Assert.That(second.Path, Is.Not.EqualTo(first.Path));
    }

    [Test]
    public async Task Associations_at_once_do_not_mix()
    {
        await using var fixture = new SpoolFixture();
        var contents = Enumerable.Range(0, 64).ToDictionary(i => $"1.2.{i}", i => SpoolFixture.Content(i, i * 7000));

        await Task.WhenAll(contents.Select(one => Task.Run(() => fixture.ReceiveAsync(one.Key, one.Value))));

        var entries = SpoolFixture.Replay(fixture.Disk);
        Assert.That(entries.Select(entry => entry.Identity.SopInstanceUid), Is.EquivalentTo(contents.Keys));
        Assert.That(entries, Has.All.Matches<SpoolEntry>(
            entry => SpoolFixture.DataSetOf(fixture.Disk, entry!).AsSpan().SequenceEqual(contents[entry!.Identity.SopInstanceUid])));
    }

    [Test]
    public async Task Head_keeps_the_first_bytes_after_they_were_written()
    {
        await using var fixture = new SpoolFixture(options: new SpoolOptions { SegmentLength = 1 << 20, HeadLength = 1000 });
        var content = SpoolFixture.Content(1, 3 << 20);
        await using var writer = await fixture.BeginAsync("1.2.3");
        await writer.WriteAsync(content, CancellationToken.None);

        Assert.That(writer.Head.ToArray(), Is.EqualTo(content[..1000]));
    }

    [Test]
    public async Task Data_set_that_holds_a_true_trailer_forges_no_instance()
    {
        await using var fixture = new SpoolFixture();
        var victim = await fixture.ReceiveAsync("1.2.3", [1, 2, 3]);
        var segment = new byte[16384];
        fixture.Disk[victim.Path].Read(segment, 0);

        await fixture.ReceiveAsync("1.2.4", [.. segment, .. segment, .. segment]);

        Assert.That(SpoolFixture.Replay(fixture.Disk).Select(entry => entry.Identity.SopInstanceUid), Is.EqualTo(new[] { "1.2.3", "1.2.4" }));
    }

    [Test]
    public async Task Uid_longer_than_the_standard_allows_is_refused()
    {
        await using var fixture = new SpoolFixture();
        Assert.That(async () => await fixture.BeginAsync(new string('1', 65)), Throws.ArgumentException);
    }

    [Test]
    public async Task Punched_instance_does_not_come_back_and_its_neighbours_stay()
    {
        await using var fixture = new SpoolFixture();
        for (var i = 0; i < 3; i++)
            await fixture.ReceiveAsync($"1.2.{i}", SpoolFixture.Content(i, 10_000));
        var middle = fixture.Journal.Entries.ElementAt(1);

        await fixture.Spool.Release.PunchAsync(middle.Segment, middle.Start, middle.End);

        var left = SpoolFixture.Replay(fixture.Disk.CutPower(new Random(1)));
        Assert.That(left.Select(entry => entry.Identity.SopInstanceUid), Is.EqualTo(new[] { "1.2.0", "1.2.2" }));
    }

    [Test]
    public async Task Segment_with_an_unrecorded_instance_is_not_deleted()
    {
        var disk = new FakeDisk();
        await using (var fixture = new SpoolFixture(disk))
            await fixture.ReceiveAsync("1.2.3", [1, 2, 3]);
        await using var next = new SpoolFixture(disk, lastSegment: 1);

        Assert.That(await next.Spool.Release.TryDeleteAsync(1, recordedTo: SegmentHeader.Length), Is.False);
        Assert.That(await next.Spool.Release.TryDeleteAsync(1, recordedTo: disk[disk.Names.Single()].Length), Is.True);
    }
}

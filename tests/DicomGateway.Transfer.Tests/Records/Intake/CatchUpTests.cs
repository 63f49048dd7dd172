using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Tests.Spool;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Records.Intake;

/// <summary>After a crash instances are taken at once, while what the spool holds and Records does not is read, recorded and cut. Each has its own segment.</summary>
internal sealed class CatchUpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Receiving_begins_before_a_byte_of_the_spool_is_read([Values(0, 1 << 20, 40 << 20)] int torn)
    {
        await using var fixture = await CrashedAsync(3);
        var segments = Segments(fixture);
        var whole = new FileInfo(segments[2]).Length;
        await AppendAsync(segments[2], torn);
        var disk = new WatchedDisk();
        using var gate = CloseGate(fixture, disk, segment: 0);

        await fixture.OpenAgainAsync();
        var arrived = await fixture.SpoolAsync("1.2.3", "1.2.3.9", "meanwhile");

        Assert.That((disk.BytesRead, fixture.Storage.CaughtUp.IsCompleted), Is.EqualTo((0L, false)));
        gate.Set();
        await fixture.Storage.CaughtUp.WaitAsync(Patience);
        await ExpectAsync(fixture, 4);
        Assert.That(await fixture.Records.Instances.FindAsync(arrived.InstanceId, CancellationToken.None), Is.Not.Null, "caught up with what came meanwhile too");
        Assert.That(new FileInfo(segments[2]).Length, Is.EqualTo(whole), "what was never acknowledged is cut off");
    }

    [Test]
    public async Task Instance_sent_again_while_its_segment_is_read_stays_one()
    {
        await using var fixture = await CrashedAsync(2);
        using var gate = CloseGate(fixture, new WatchedDisk(), segment: 1);
        await fixture.OpenAgainAsync();

        var again = await fixture.SpoolAsync("1.2.3", "1.2.3.1", "content 1");
        gate.Set();
        await fixture.Storage.CaughtUp.WaitAsync(Patience);

        await ExpectAsync(fixture, 2);
        Assert.That((await fixture.RecordedAsync(again.InstanceId)).Disposition, Is.EqualTo(InstanceDisposition.Duplicate));
        Assert.That((await fixture.SingleStudyAsync()).HasVersions, Is.False);
    }

    [Test]
    public async Task Other_content_sent_while_the_first_is_read_is_the_later_version()
    {
        await using var fixture = await CrashedAsync(1);
        using var gate = CloseGate(fixture, new WatchedDisk(), segment: 0);
        await fixture.OpenAgainAsync();

        var other = await fixture.SpoolAsync("1.2.3", "1.2.3.0", "corrected");
        gate.Set();
        await fixture.Storage.CaughtUp.WaitAsync(Patience);

        var group = (await fixture.Records.Instances.ListUncomparedAsync((await fixture.SingleStudyAsync()).StudyId, CancellationToken.None)).Single();
        Assert.That(group.Select(one => one.Version), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(group.MaxBy(one => one.Version)!.InstanceId, Is.EqualTo(other.InstanceId));
    }

    [Test]
    public async Task Second_crash_on_the_way_loses_and_doubles_nothing([Values(0, 1, 2)] int at)
    {
        await using var fixture = await CrashedAsync(3);
        await AppendAsync(Segments(fixture)[1], 1 << 20);
        using var reached = new ManualResetEventSlim();
        using var gate = CloseGate(fixture, new WatchedDisk(), at, reached);
        await fixture.OpenAgainAsync();
        reached.Wait(Patience);
        await fixture.SpoolAsync("1.2.3", "1.2.3.2", "content 2");
        await fixture.SpoolAsync("1.2.3", "1.2.3.8", "meanwhile");

        using var second = new TestFolder();
        TestFolder.Copy(fixture.DataFolder, second.Path);
        gate.Set();
        await fixture.Storage.CaughtUp.WaitAsync(Patience);
        fixture.Io = DurableFileIo.ForThisPlatform();
        await using var after = await fixture.OpenOtherAsync(second.Path);
        await after.CaughtUp.WaitAsync(Patience);

        await ExpectAsync(fixture, 4);
        await ExpectAsync(after, 4);
        Assert.That(Directory.GetFiles(Path.Combine(second.Path, "spool")).Sum(file => new FileInfo(file).Length), Is.LessThan(1 << 20), "cut");
    }

    [Test]
    public async Task Stop_on_the_way_leaves_the_rest_to_the_next_start()
    {
        await using var fixture = await CrashedAsync(3);
        using var gate = CloseGate(fixture, new WatchedDisk(), segment: 1);
        await fixture.OpenAgainAsync();
        await fixture.SpoolAsync("1.2.3", "1.2.3.9", "meanwhile");
        var closed = fixture.Storage.CaughtUp;
        var closing = fixture.Storage.DisposeAsync();
        gate.Set();
        await closing.AsTask().WaitAsync(Patience);
        Assert.That(closed.IsCanceled, Is.True);

        fixture.Io = DurableFileIo.ForThisPlatform();
        await fixture.OpenAgainAsync();
        await fixture.Storage.CaughtUp.WaitAsync(Patience);

        await ExpectAsync(fixture, 4);
    }

    [Test]
    public async Task Segment_that_the_disk_does_not_read_is_left_for_a_person_and_stops_nothing()
    {
        await using var fixture = await CrashedAsync(3);
        var segments = Segments(fixture);
        await AppendAsync(segments[1], 1 << 20);
        var length = new FileInfo(segments[1]).Length;
        fixture.Io = new WatchedDisk
        {
            BeforeRead = path =>
            {
                if (path == segments[1])
                    throw new IOException("Input/output error");
            },
        };
        await fixture.OpenAgainAsync();
        await fixture.Storage.CaughtUp.WaitAsync(Patience);

        Assert.That((await fixture.SingleStudyAsync()).InstanceCount, Is.EqualTo(2));
        Assert.That(fixture.Storage.Problems.Single(), Does.Contain(Path.GetFileName(segments[1])));
        Assert.That(new FileInfo(segments[1]).Length, Is.EqualTo(length));

        fixture.Io = DurableFileIo.ForThisPlatform();
        await fixture.ReopenAsync();
        await fixture.Storage.CaughtUp.WaitAsync(Patience);
        await ExpectAsync(fixture, 3);
    }

    [Test]
    public async Task Maintenance_and_assembly_wait_until_all_is_known()
    {
        await using var fixture = await CrashedAsync(3);
        using var gate = CloseGate(fixture, new WatchedDisk(), segment: 2);
        await fixture.OpenAgainAsync();
        await fixture.SpoolAsync("1.2.3", "1.2.3.9", "meanwhile");
        Assert.That(SpinWait.SpinUntil(() => fixture.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None).AsTask().Result.Count == 1, Patience), Is.True);
        using var stop = new CancellationTokenSource();
        var idleTimes = new Dictionary<string, TimeSpan> { [StorageFixture.Project] = TimeSpan.Zero };
        var assembly = new AssemblyWorker(
            fixture.Records, fixture.Storage.CaughtUp, idleTimes, TimeSpan.FromMinutes(1), fixture.Time, NullLogger<AssemblyWorker>.Instance);
        var assembling = assembly.RunAsync(stop.Token);
        var sweep = fixture.Storage.Maintenance.SweepAsync(new RetentionTimes(), CancellationToken.None).AsTask();
        var check = fixture.Storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None).AsTask();

        Assert.That((sweep.IsCompleted, check.IsCompleted), Is.EqualTo((false, false)));
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Receiving));
        gate.Set();
        await sweep.WaitAsync(Patience);
        Assert.That((await check.WaitAsync(Patience)).Problems, Is.Empty);
        Assert.That(SpinWait.SpinUntil(() => fixture.SingleStudyAsync().Result is { State: StudyState.Assembled, InstanceCount: 4 }, Patience), Is.True);
        await stop.CancelAsync();
        Assert.That(async () => await assembling, Throws.InstanceOf<OperationCanceledException>());
    }

    private static Task<StorageFixture> CrashedAsync(int instances) => StorageFixture.CrashedAsync(async fixture =>
    {
        for (var i = 0; i < instances; i++)
            await fixture.SpoolAsync("1.2.3", $"1.2.3.{i}", $"content {i}");
    });

    private static string[] Segments(StorageFixture fixture) => [.. Directory.GetFiles(Path.Combine(fixture.DataFolder, "spool")).Order(StringComparer.Ordinal)];

    /// <summary>Reading waits before the given segment until the gate is opened.</summary>
    private static ManualResetEventSlim CloseGate(StorageFixture fixture, WatchedDisk disk, int segment, ManualResetEventSlim? reached = null)
    {
        var gate = new ManualResetEventSlim();
        var path = Segments(fixture)[segment];
        disk.BeforeRead = read =>
        {
            if (read != path)
                return;
            reached?.Set();
            gate.Wait(Patience);
        };
        fixture.Io = disk;
        return gate;
    }

    private static async Task AppendAsync(string path, int length)
    {
        await using var file = new FileStream(path, FileMode.Append);
        await file.WriteAsync(SpoolFixture.Content(1, length));
    }

    private static Task ExpectAsync(StorageFixture fixture, int instances) => ExpectAsync(fixture.Storage, instances);

    /// <summary>So many instances, each once, whole and on the books.</summary>
    private static async Task ExpectAsync(GatewayStorage storage, int instances)
    {
        var study = (await storage.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();
        Assert.That(study.InstanceCount, Is.EqualTo(instances));
        var ledger = (await storage.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Received, ledger.Balances), Is.EqualTo(((long)instances, true)));
        Assert.That((await storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty);
        Assert.That(storage.Problems, Is.Empty);
    }
}

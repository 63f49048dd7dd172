using DicomGateway.Testing;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;
using DicomGateway.Transfer.Tests.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool;

/// <summary>A spool on a fake disk, with a journal that only remembers.</summary>
internal sealed class SpoolFixture : IAsyncDisposable
{
    public const string Folder = "/spool";

    public SpoolFixture(FakeDisk? disk = null, SpoolOptions? options = null, long lastSegment = 0)
    {
        Disk = disk ?? new FakeDisk();
        Spool = new SegmentedSpool(Disk, Folder, options ?? new SpoolOptions { SegmentLength = 1 << 20 }, Journal, Time, lastSegment);
    }

    public FakeDisk Disk { get; }

    public FakeTimeProvider Time { get; } = new();

    public RememberingJournal Journal { get; } = new();

    public SegmentedSpool Spool { get; }

    public async Task<SpooledInstance> ReceiveAsync(string sopInstance, byte[] content)
    {
        await using var writer = await BeginAsync(sopInstance);
        await writer.WriteAsync(content, CancellationToken.None);
        return await writer.CommitAsync(Facts, CancellationToken.None);
    }

    public ValueTask<SpoolWriter> BeginAsync(string sopInstance) => Spool.BeginAsync(
        new ReceiveContext("10.0.0.1", "MODALITY", "GATEWAY", "project", "job-7"),
        new InstanceIdentity("1.2.840.10008.5.1.4.1.1.2", sopInstance, "1.2.840.10008.1.2.1"), CancellationToken.None);

    public static InstanceFacts Facts { get; } = new() { StudyInstanceUid = "1.2.3", SeriesInstanceUid = "1.2.3.4", PatientId = "P1", PatientName = "Ärger^Jürgen" };

    /// <summary>Every instance that a start without a database would find.</summary>
    public static List<SpoolEntry> Replay(IDurableFileIo disk, string folder = Folder) => Replay(new SpoolReplay(disk, folder));

    public static List<SpoolEntry> Replay(SpoolReplay replay) =>
        [.. replay.Segments.SelectMany(segment => replay.Read(segment, null, CancellationToken.None)!.Entries)];

    public static byte[] DataSetOf(FakeDisk disk, SpoolEntry entry)
    {
        var bytes = new byte[entry.Length - entry.HeaderLength];
        disk[Path.Combine(Folder, SegmentName.Of(entry.Segment))].Read(bytes, entry.Start + entry.HeaderLength);
        return bytes;
    }

    public static byte[] Content(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public ValueTask DisposeAsync() => Spool.DisposeAsync();
}

using System.Collections.Concurrent;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>
/// What an earlier process made durable and Records does not know. The segments are those that were there when this was made: whatever is
/// received later goes into others, so this may read and cut them while the spool receives. Making it reads no segment.
/// </summary>
internal sealed class SpoolReplay
{
    private readonly IDurableFileIo _io;
    private readonly string _folder;
    private readonly SortedDictionary<long, string> _segments = [];
    private readonly ConcurrentQueue<long> _unreadable = new();

    public SpoolReplay(IDurableFileIo io, string folder)
    {
        (_io, _folder) = (io, folder);
        foreach (var path in io.List(folder))
        {
            if (SegmentName.TryParse(path) is { } number)
                _segments.Add(number, path);
        }
    }

    /// <summary>Numbers, oldest first.</summary>
    public IReadOnlyCollection<long> Segments => _segments.Keys;

    /// <summary>Highest number of any segment, so that numbers are never used twice.</summary>
    public long LastSegment => _segments.Keys.LastOrDefault();

    public bool HasInstances => _segments.Count > 0;

    /// <summary>Trailers that were whole while the bytes before them were not: counted, not reported.</summary>
    public int TornCount { get; private set; }

    /// <summary>Segments with a damaged header, or that the disk did not let read or cut: left alone, for a person.</summary>
    public IReadOnlyCollection<long> Unreadable => _unreadable;

    /// <summary>Reads and hashes what lies behind the recorded part of a segment. Null when there is nothing.</summary>
    /// <param name="segment">One of <see cref="Segments"/>.</param>
    /// <param name="recordedTo">How far Records knows it; null when it does not know it at all.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public SegmentTail? Read(long segment, long? recordedTo, CancellationToken cancellationToken)
    {
        var entries = new List<SpoolEntry>();
        try
        {
            using var file = _io.Open(_segments[segment]);
            if (file.Length <= recordedTo)
                return null;
            var scan = new SegmentScan(file, segment, cancellationToken);
            foreach (var entry in scan.Find(recordedTo ?? 0))
                entries.Add(entry);
            TornCount += scan.TornCount;
            if (scan.IsReadable)
                return new SegmentTail(segment, entries, entries.Count > 0 ? entries[^1].End : recordedTo ?? 0);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever is wrong with this one, the others go on; it stays as it is, and the next start tries again.
        }
        _unreadable.Enqueue(segment);
        return new SegmentTail(segment, entries, null);
    }

    /// <summary>Cuts what lies behind the last instance, and removes a segment without any. Only after its instances are recorded.</summary>
    public void Cut(SegmentTail tail)
    {
        if (tail.End is not { } end)
            return;
        try
        {
            var path = _segments[tail.Segment];
            if (end <= SegmentHeader.Length)
                Remove(path);
            else
                Truncate(path, end);
        }
        catch (Exception)
        {
            // Only space is lost; the next start tries again.
            _unreadable.Enqueue(tail.Segment);
        }
    }

    private void Remove(string path)
    {
        _io.Delete(path);
        _io.SyncFolder(_folder);
    }

    private void Truncate(string path, long end)
    {
        using var file = _io.Open(path);
        if (file.Length <= end)
            return;
        file.Truncate(end);
        file.Sync();
    }
}

namespace DicomGateway.Transfer.Spool;

/// <summary>At start: what is durable in the segments and not known to Records. Runs before the spool takes anything.</summary>
internal sealed class SpoolReplay(IDurableFileIo io, string folder)
{
    private readonly HashSet<long> _unreadable = [];

    /// <summary>Highest number of any segment, so that numbers are never used twice.</summary>
    public long LastSegment => Segments().Select(segment => segment.Number).DefaultIfEmpty(0).Max();

    public bool HasInstances => Segments().Any();

    /// <summary>Instances behind what is recorded of each segment, oldest segment first. Torn tails are counted, not reported.</summary>
    /// <param name="recordedTo">How far Records knows each segment; segments that it does not know are read from their beginning.</param>
    public IEnumerable<SpoolEntry> FindUnrecorded(IReadOnlyDictionary<long, long> recordedTo)
    {
        foreach (var (number, path) in Segments())
        {
            using var file = io.Open(path);
            var from = recordedTo.GetValueOrDefault(number);
            if (file.Length <= from)
                continue;
            var scan = new SegmentScan(file, number);
            foreach (var entry in scan.Find(from))
                yield return entry;
            TornCount += scan.TornCount;
            if (!scan.IsReadable)
                _unreadable.Add(number);
        }
    }

    public int TornCount { get; private set; }

    /// <summary>Segments with a damaged header: left alone, for a person.</summary>
    public IReadOnlyCollection<long> Unreadable => _unreadable;

    /// <summary>Cuts what lies behind the last instance of each segment, and removes segments without any. Only after everything is recorded.</summary>
    public void CutTails(IReadOnlyDictionary<long, long> recordedTo)
    {
        var removed = false;
        foreach (var (number, path) in Segments())
        {
            if (_unreadable.Contains(number))
                continue;
            if (!recordedTo.TryGetValue(number, out var end) || end <= SegmentHeader.Length)
            {
                io.Delete(path);
                removed = true;
                continue;
            }
            using var file = io.Open(path);
            if (file.Length > end)
            {
                file.Truncate(end);
                file.Sync();
            }
        }
        if (removed)
            io.SyncFolder(folder);
    }

    private IEnumerable<(long Number, string Path)> Segments() =>
        from path in io.List(folder)
        let number = SegmentName.TryParse(path)
        where number is not null
        orderby number
        select (number.Value, path);
}

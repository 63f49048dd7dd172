using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Transfer.Jobs.Arrivals;

/// <summary>An item that is being fetched: what it waits for, and what has come since. Its truth is Records; this is how the door knows for whom an instance is.</summary>
internal sealed class OpenItem
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private int _uncounted;
    private long _lastArrival;

    /// <param name="work">The item.</param>
    /// <param name="list">What the PACS lists.</param>
    /// <param name="missing">What of it has not come yet.</param>
    /// <param name="time">For the time of the last arrival.</param>
    public OpenItem(ItemWork work, IReadOnlyList<ExpectedSeries> list, IReadOnlyList<MissingSeries> missing, TimeProvider time)
    {
        (ItemId, Project, StudyInstanceUid, _time) = (work.ItemId, work.Project, work.Selection.StudyInstanceUid, time);
        _expected.UnionWith(list.SelectMany(series => series.Instances ?? []).Select(instance => instance.SopInstanceUid));
        _missing.UnionWith(missing.SelectMany(series => series.Instances ?? []).Select(instance => instance.SopInstanceUid));
        _uncounted = missing.Where(series => series.Instances is null).Sum(series => series.Count);
        CountedSeries = list.Where(series => series.Instances is null).Select(series => series.SeriesInstanceUid ?? "").ToHashSet(StringComparer.Ordinal);
        _lastArrival = time.GetTimestamp();
    }

    public long ItemId { get; }

    public string Project { get; }

    public string StudyInstanceUid { get; }

    /// <summary>Expected SOP Instance UIDs.</summary>
    public IReadOnlyCollection<string> Expected => _expected;

    /// <summary>Series of which only the count is known; an empty name stands for all of the study.</summary>
    public IReadOnlySet<string> CountedSeries { get; }

    /// <summary>Instances that came by this retrieval and were not there before.</summary>
    public int New { get; private set; }

    /// <summary>Instances of the study that came and are not on the list.</summary>
    public int Extra { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Everything expected has come, as far as the door has seen.</summary>
    public bool IsAllHere
    {
        get
        {
            lock (_gate)
                return _missing.Count == 0 && _uncounted <= 0;
        }
    }

    public TimeSpan SinceLastArrival
    {
        get
        {
            lock (_gate)
                return _time.GetElapsedTime(_lastArrival);
        }
    }

    public void Arrived(string sopInstanceUid, long bytes, bool isExtra)
    {
        lock (_gate)
        {
            _lastArrival = _time.GetTimestamp();
            Bytes += bytes;
            if (isExtra)
                Extra++;
            else if (_missing.Remove(sopInstanceUid))
                New++;
            else if (!_expected.Contains(sopInstanceUid) && _expected.Add(sopInstanceUid))
                (_uncounted, New) = (_uncounted - 1, New + 1);
        }
    }

    public long TakeBytes()
    {
        lock (_gate)
        {
            var bytes = Bytes;
            Bytes = 0;
            return bytes;
        }
    }
}

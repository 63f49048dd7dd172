namespace DicomGateway.Transfer.Jobs.Arrivals;

/// <summary>The items that are being fetched, found by the UIDs that they wait for. As large as the studies under way, and no larger.</summary>
internal sealed class OpenItems
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<OpenItem>> _byInstance = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OpenItem>> _byStudy = new(StringComparer.Ordinal);
    private readonly Dictionary<long, OpenItem> _byId = [];

    public void Add(OpenItem item)
    {
        lock (_gate)
        {
            _byId.Add(item.ItemId, item);
            Put(_byStudy, item.StudyInstanceUid, item);
            foreach (var uid in item.Expected)
                Put(_byInstance, uid, item);
        }
    }

    public void Remove(OpenItem item)
    {
        lock (_gate)
        {
            _byId.Remove(item.ItemId);
            Take(_byStudy, item.StudyInstanceUid, item);
            foreach (var uid in item.Expected)
                Take(_byInstance, uid, item);
        }
    }

    public OpenItem? Find(long itemId)
    {
        lock (_gate)
            return _byId.GetValueOrDefault(itemId);
    }

    /// <summary>Those that have the instance on their list.</summary>
    public IReadOnlyList<OpenItem> ThatExpect(string sopInstanceUid)
    {
        lock (_gate)
            return _byInstance.TryGetValue(sopInstanceUid, out var items) ? [.. items] : [];
    }

    /// <summary>Those that fetch the study, or something of it.</summary>
    public IReadOnlyList<OpenItem> OfStudy(string studyInstanceUid)
    {
        lock (_gate)
            return _byStudy.TryGetValue(studyInstanceUid, out var items) ? [.. items] : [];
    }

    private static void Put(Dictionary<string, List<OpenItem>> index, string key, OpenItem item)
    {
        if (!index.TryGetValue(key, out var items))
            index.Add(key, items = []);
        items.Add(item);
    }

    private static void Take(Dictionary<string, List<OpenItem>> index, string key, OpenItem item)
    {
        if (index.TryGetValue(key, out var items) && items.Remove(item) && items.Count == 0)
            index.Remove(key);
    }
}

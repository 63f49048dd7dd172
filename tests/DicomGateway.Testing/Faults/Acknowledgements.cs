namespace DicomGateway.Testing.Faults;

/// <summary>Which instances the node has answered with Success, in the order in which the senders saw it.</summary>
public sealed class Acknowledgements
{
    private readonly Lock _lock = new();
    private readonly List<TrackedInstance> _order = [];
    private readonly HashSet<int> _numbers = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _order.Count;
        }
    }

    public void Add(TrackedInstance instance)
    {
        lock (_lock)
        {
            if (_numbers.Add(instance.Number))
                _order.Add(instance);
        }
    }

    public bool Contains(int number)
    {
        lock (_lock)
            return _numbers.Contains(number);
    }

    public IReadOnlyList<TrackedInstance> Snapshot()
    {
        lock (_lock)
            return [.. _order];
    }
}

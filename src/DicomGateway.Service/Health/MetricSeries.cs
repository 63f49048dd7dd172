namespace DicomGateway.Service.Health;

/// <summary>One instrument under one set of labels. Safe to use from several threads.</summary>
internal sealed class MetricSeries
{
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

    private readonly Lock _gate = new();
    private long[]? _buckets;
    private double _value;
    private long _count;

    public void Add(double value)
    {
        lock (_gate)
            _value += value;
    }

    public void Set(double value)
    {
        lock (_gate)
            _value = value;
    }

    public void Observe(double value)
    {
        lock (_gate)
        {
            _buckets ??= new long[Bounds.Length];
            for (var i = Bounds.Length - 1; i >= 0 && value <= Bounds[i]; i--)
                _buckets[i]++;
            _value += value;
            _count++;
        }
    }

    public (double Value, long Count, IReadOnlyList<(double Bound, long Count)>? Buckets) Read()
    {
        lock (_gate)
            return (_value, _count, _buckets?.Select((count, i) => (Bounds[i], count)).ToList());
    }
}

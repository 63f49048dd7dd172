using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DicomGateway.Service.Health;

/// <summary>Adds up what the meters of this process report, for as long as it lives.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, MetricSeries>> _instruments = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("DicomGateway", StringComparison.Ordinal) || instrument.Meter.Name == "System.Runtime")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public string Export()
    {
        _listener.RecordObservableInstruments();
        return PrometheusText.Write(_instruments.Select(entry => (entry.Key, (IEnumerable<KeyValuePair<string, MetricSeries>>)entry.Value)));
    }

    /// <summary>What an instrument stands at, over all of its labels; 0 when it has not been heard of.</summary>
    public double Sum(string instrument)
    {
        _listener.RecordObservableInstruments();
        return _instruments.Where(entry => entry.Key.Name == instrument).SelectMany(entry => entry.Value.Values).Sum(series => series.Read().Value);
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _instruments.GetOrAdd(instrument, static _ => new()).GetOrAdd(PrometheusText.Labels(tags), static _ => new MetricSeries());
        if (instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal))
            series.Observe(value);
        else if (instrument.IsObservable || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal))
            series.Set(value);
        else
            series.Add(value);
    }
}

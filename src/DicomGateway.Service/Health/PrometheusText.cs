using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace DicomGateway.Service.Health;

/// <summary>The Prometheus text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<(Instrument Instrument, IEnumerable<KeyValuePair<string, MetricSeries>> Series)> metrics)
    {
        var text = new StringBuilder();
        foreach (var (instrument, series) in metrics.OrderBy(entry => entry.Instrument.Name, StringComparer.Ordinal))
        {
            var kind = Kind(instrument);
            var name = Name(instrument.Name) + (kind == "counter" && !instrument.Name.EndsWith("total", StringComparison.Ordinal) ? "_total" : "");
            if (!string.IsNullOrEmpty(instrument.Description))
                text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind}\n");
            foreach (var (labels, values) in series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                WriteSeries(text, name, labels, values);
        }

        return text.ToString();
    }

    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var parts = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
            parts.Add($"{Name(key)}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        parts.Sort(StringComparer.Ordinal);
        return string.Join(',', parts);
    }

    private static void WriteSeries(StringBuilder text, string name, string labels, MetricSeries series)
    {
        var (value, count, buckets) = series.Read();
        var braces = labels.Length == 0 ? "" : $"{{{labels}}}";
        if (buckets is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {value}\n");
            return;
        }

        var prefix = labels.Length == 0 ? "" : labels + ",";
        foreach (var (bound, upTo) in buckets)
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{prefix}le=\"{bound}\"}} {upTo}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{prefix}le=\"+Inf\"}} {count}\n{name}_sum{braces} {value}\n{name}_count{braces} {count}\n");
    }

    private static string Kind(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        if (type.StartsWith("Histogram", StringComparison.Ordinal))
            return "histogram";
        return type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter" : "gauge";
    }

    private static string Name(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}

using Serilog.Core;
using Serilog.Events;

namespace DicomGateway.Service.Logs;

/// <summary>
/// The last gate before a sink: long texts are cut and control characters are made visible, so that neither a buffer nor a forged line
/// reaches a log.
/// </summary>
internal sealed class ValuePolicy : ILogEventEnricher
{
    private const int LongestText = 2048;

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToList())
        {
            if (value is ScalarValue { Value: string text } && NeedsCleaning(text))
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(Clean(text))));
        }
    }

    private static bool NeedsCleaning(string text) => text.Length > LongestText || text.Any(char.IsControl);

    private static string Clean(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] + "…" : text;
        return string.Concat(cut.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
    }
}

using System.Globalization;

namespace DicomGateway.Service.Alerts;

/// <summary>Times in messages: UTC, as everywhere in the node's output.</summary>
internal static class AlertTimes
{
    public static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

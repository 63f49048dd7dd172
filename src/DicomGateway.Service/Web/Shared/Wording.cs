using System.Globalization;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Service.Web.Shared;

/// <summary>Times, sizes and states as pages write them.</summary>
internal static class Wording
{
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    public static string Ago(DateTimeOffset time, DateTimeOffset now)
    {
        var span = now - time;
        if (span < TimeSpan.FromSeconds(60))
            return "just now";
        var (count, unit) = span.TotalMinutes < 60 ? (span.TotalMinutes, "min") : span.TotalHours < 48 ? (span.TotalHours, "h") : (span.TotalDays, "days");
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(count)} {unit} ago");
    }

    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < units.Length - 1)
            (value, unit) = (value / 1024, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }

    public static string Tone(StudyState state) => state switch
    {
        StudyState.Held => "warn",
        StudyState.Rejected => "bad",
        StudyState.Receiving or StudyState.Processing or StudyState.Forwarding => "busy",
        StudyState.Forwarded => "good",
        StudyState.Committed => "good",
        _ => "",
    };
}

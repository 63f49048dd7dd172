using System.Globalization;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Service.Web.Overview;

/// <summary>When a PACS may be asked, in words.</summary>
internal static class PacsWindows
{
    public static PacsLine Describe(PacsNode pacs, DateTimeOffset now)
    {
        var windows = pacs.Limits.Windows;
        return windows.Count == 0
            ? new PacsLine(pacs.Name, pacs.Client.CalledAeTitle, true, "always")
            : new PacsLine(pacs.Name, pacs.Client.CalledAeTitle, windows.Any(window => IsOpen(window, now)), string.Join("; ", windows.Select(Text)));
    }

    /// <summary>A window that ends before it begins goes over midnight, and so belongs to the day before, too.</summary>
    private static bool IsOpen(WeeklyWindow window, DateTimeOffset now)
    {
        var (time, today, yesterday) = (TimeOnly.FromTimeSpan(now.TimeOfDay), now.DayOfWeek, now.AddDays(-1).DayOfWeek);
        if (window.From < window.To)
            return window.Days.Contains(today) && time >= window.From && time < window.To;
        return (window.Days.Contains(today) && time >= window.From) || (window.Days.Contains(yesterday) && time < window.To);
    }

    private static string Text(WeeklyWindow window) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(window.Days.Count == 7 ? "daily" : string.Join(' ', window.Days.Select(day => day.ToString()[..3])))} {window.From:HH:mm}–{window.To:HH:mm}");
}

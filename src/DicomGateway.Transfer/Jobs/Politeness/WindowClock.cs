using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs.Politeness;

/// <summary>
/// Weekly windows in the time zone of the node. Only ever asks what a clock on the wall shows at an instant, so that an hour that the summer time
/// skips or repeats is neither missed nor counted on.
/// </summary>
internal static class WindowClock
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(8);

    public static bool IsOpen(IReadOnlyList<WeeklyWindow> windows, DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (windows.Count == 0)
            return true;
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var (day, time) = (local.DayOfWeek, TimeOnly.FromTimeSpan(local.TimeOfDay));
        return windows.Any(window => Holds(window, day, time));
    }

    /// <summary>When the next one opens, to the minute; null when none does.</summary>
    public static DateTimeOffset? FindOpening(IReadOnlyList<WeeklyWindow> windows, DateTimeOffset instant, TimeZoneInfo zone)
    {
        var minute = new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % Step.Ticks), TimeSpan.Zero);
        for (var at = minute + Step; at < instant + LookAhead; at += Step)
        {
            if (IsOpen(windows, at, zone))
                return at;
        }

        return null;
    }

    private static bool Holds(WeeklyWindow window, DayOfWeek day, TimeOnly time)
    {
        var before = day == DayOfWeek.Sunday ? DayOfWeek.Saturday : day - 1;
        if (window.From < window.To)
            return window.Days.Contains(day) && time >= window.From && time < window.To;
        return (window.Days.Contains(day) && time >= window.From) || (window.Days.Contains(before) && time < window.To);
    }
}

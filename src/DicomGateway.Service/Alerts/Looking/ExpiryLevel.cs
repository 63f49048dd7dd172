using System.Globalization;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>How near the end of a certificate is: each threshold that is passed makes it worse.</summary>
internal static class ExpiryLevel
{
    /// <summary>0 while it is far away.</summary>
    public static int Of(DateTimeOffset end, DateTimeOffset now, IReadOnlyList<int> days) =>
        days.Count(threshold => end - now <= TimeSpan.FromDays(threshold)) + (end <= now ? 1 : 0);

    public static string Describe(DateTimeOffset end, DateTimeOffset now) => end <= now
        ? $"has expired at {AlertTimes.Show(end)}"
        : string.Create(CultureInfo.InvariantCulture, $"expires at {AlertTimes.Show(end)}, in {Math.Floor((end - now).TotalDays)} day(s)");
}

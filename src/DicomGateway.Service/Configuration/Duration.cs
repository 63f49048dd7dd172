using System.Globalization;

namespace DicomGateway.Service.Configuration;

/// <summary>Durations as people write them: a number and a unit, "90s", "5m", "2h", "7d" or "200ms".</summary>
internal static class Duration
{
    public const string Pattern = @"^[0-9]+(\.[0-9]+)?(ms|s|m|h|d)$";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    public static TimeSpan Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is no duration; write for example 90s, 5m, 2h or 7d.");

    public static bool TryParse(string text, out TimeSpan value)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * length.TotalDays <= 36500)
            {
                value = number * length;
                return true;
            }
        }

        value = default;
        return false;
    }

    public static string Format(TimeSpan value)
    {
        var (unit, length) = Units.Reverse().FirstOrDefault(u => value.Ticks % u.Length.Ticks == 0 && value >= u.Length, Units[1]);
        return string.Create(CultureInfo.InvariantCulture, $"{value / length}{unit}");
    }
}

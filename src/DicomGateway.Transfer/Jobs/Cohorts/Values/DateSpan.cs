using System.Globalization;

namespace DicomGateway.Transfer.Jobs.Cohorts.Values;

/// <summary>Days from the first to the last, both included; null for no bound.</summary>
internal sealed record DateSpan(DateOnly? From, DateOnly? To)
{
    private const string Format = "yyyyMMdd";

    /// <summary>As a DICOM range (PS3.4 C.2.2.2.5).</summary>
    public string ToRange() => From == To && From is not null ? Text(From) : $"{Text(From)}-{Text(To)}";

    public bool Contains(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);

    /// <summary>A date of a data set, in today's format or that of before PS3.5 1998 (yyyy.mm.dd).</summary>
    public static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text.Trim(), [Format, "yyyy.MM.dd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static string Text(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture) ?? "";
}

using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>A DA, TM or DT value (PS3.5 6.2) as the time that it covers: from its first moment to its last, in microseconds. An offset from UTC is counted in.</summary>
internal readonly record struct TemporalValue(long First, long Last)
{
    private const long Second = 1_000_000;
    private const long Day = 86_400 * Second;

    /// <summary>Null when the text is no such value. ACR-NEMA's separators are read.</summary>
    public static TemporalValue? Read(DicomVR vr, ReadOnlySpan<char> text) => vr switch
    {
        DicomVR.DA => Date(text),
        DicomVR.TM => Time(text),
        _ => DateTime(text),
    };

    /// <summary>A date and the time on it; a date without time is the whole day.</summary>
    public static TemporalValue At(TemporalValue date, TemporalValue? time) =>
        time is { } moment ? new TemporalValue(date.First + moment.First, date.First + moment.Last) : date;

    private static TemporalValue? Date(ReadOnlySpan<char> text)
    {
        if (text.Length == 10 && text[4] == '.' && text[7] == '.')
            text = string.Concat(text[..4], text[5..7], text[8..]);
        return text.Length == 8 ? Calendar(text) : null;
    }

    /// <summary>YYYY, YYYYMM or YYYYMMDD.</summary>
    private static TemporalValue? Calendar(ReadOnlySpan<char> text)
    {
        if (text.Length is not (4 or 6 or 8) || text.ContainsAnyExceptInRange('0', '9'))
            return null;
        var year = Number(text[..4]);
        var month = text.Length > 4 ? Number(text[4..6]) : 1;
        var day = text.Length > 6 ? Number(text[6..8]) : 1;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > System.DateTime.DaysInMonth(year, month))
            return null;
        var first = new System.DateTime(year, month, day);
        var days = text.Length switch { 4 => System.DateTime.IsLeapYear(year) ? 366 : 365, 6 => System.DateTime.DaysInMonth(year, month), _ => 1 };
        var start = first.Ticks / TimeSpan.TicksPerMicrosecond;
        return new TemporalValue(start, start + (days * Day) - 1);
    }

    /// <summary>HH, HHMM, HHMMSS or HHMMSS.F to .FFFFFF.</summary>
    private static TemporalValue? Time(ReadOnlySpan<char> text)
    {
        if (text.Length >= 5 && text[2] == ':')
            text = text.ToString().Replace(":", "", StringComparison.Ordinal);
        var point = text.IndexOf('.');
        var fraction = point < 0 ? default : text[(point + 1)..];
        var whole = point < 0 ? text : text[..point];
        if (whole.Length is not (2 or 4 or 6) || whole.ContainsAnyExceptInRange('0', '9') || fraction.Length > 6 || fraction.ContainsAnyExceptInRange('0', '9'))
            return null;
        if (point >= 0 && (fraction.IsEmpty || whole.Length < 6))
            return null;
        var (hours, minutes, seconds) = (Number(whole[..2]), whole.Length > 2 ? Number(whole[2..4]) : 0, whole.Length > 4 ? Number(whole[4..6]) : 0);
        if (hours > 23 || minutes > 59 || seconds > 60)
            return null;
        var unit = whole.Length switch { 2 => 3600 * Second, 4 => 60 * Second, _ => Second };
        var start = ((((hours * 60L) + minutes) * 60) + seconds) * Second;
        foreach (var digit in fraction)
        {
            unit /= 10;
            start += (digit - '0') * unit;
        }

        return new TemporalValue(start, start + unit - 1);
    }

    private static TemporalValue? DateTime(ReadOnlySpan<char> text)
    {
        var sign = text.LastIndexOfAny('+', '-');
        var offset = 0L;
        if (sign >= 0)
        {
            var digits = text[(sign + 1)..];
            if (digits.Length != 4 || digits.ContainsAnyExceptInRange('0', '9'))
                return null;
            offset = ((Number(digits[..2]) * 60L) + Number(digits[2..])) * 60 * Second * (text[sign] == '-' ? -1 : 1);
            text = text[..sign];
        }

        if (Calendar(text[..Math.Min(8, text.Length)]) is not { } date)
            return null;
        if (text.Length > 8 && Time(text[8..]) is not { })
            return null;
        var value = At(date, text.Length > 8 ? Time(text[8..]) : null);
        return new TemporalValue(value.First - offset, value.Last - offset);
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}

using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Jobs.Cohorts.Values;

/// <summary>Values of ordered VRs as numbers, to compare: dates and ages in days, times in seconds.</summary>
internal static class ComparableValue
{
    private const double DaysOfYear = 365.2425;

    public static bool IsNumber(DicomVR vr) => vr is DicomVR.DS or DicomVR.IS || (vr.FixedValueSize > 0 && vr != DicomVR.AT);

    public static bool IsOrdered(DicomVR vr) => IsNumber(vr) || vr is DicomVR.DA or DicomVR.TM or DicomVR.DT or DicomVR.AS;

    public static bool TryParse(DicomVR vr, string text, out double value)
    {
        value = 0;
        switch (vr)
        {
            case DicomVR.DA:
                if (!DateSpan.TryParse(text, out var day))
                    return false;
                value = day.DayNumber;
                return true;
            case DicomVR.TM:
                return TryParseTime(text, out value);
            case DicomVR.DT:
                return TryParseDateTime(text, out value);
            case DicomVR.AS:
                return TryParseAge(text, out value);
            default:
                return IsNumber(vr) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }
    }

    /// <summary>hhmmss.ffffff, right-hand parts may be left out (PS3.5 6.2); hh:mm:ss as people write it.</summary>
    private static bool TryParseTime(string text, out double seconds)
    {
        seconds = 0;
        var digits = text.Trim().Replace(":", "", StringComparison.Ordinal);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        if (whole.Length is not (2 or 4 or 6) || !whole.All(char.IsAsciiDigit))
            return false;
        for (var i = 0; i < 3; i++)
            seconds = (seconds * 60) + (i * 2 < whole.Length ? int.Parse(whole.AsSpan(i * 2, 2), CultureInfo.InvariantCulture) : 0);
        if (point < 0)
            return true;
        if (!double.TryParse("0" + digits[point..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction))
            return false;
        seconds += fraction;
        return true;
    }

    private static bool TryParseDateTime(string text, out double seconds)
    {
        seconds = 0;
        var plain = text.Trim();
        if (plain.Length < 8 || !DateSpan.TryParse(plain[..8], out var day))
            return false;
        var time = plain[8..].Split('+', '-')[0];
        if (time.Length > 0 && !TryParseTime(time, out seconds))
            return false;
        seconds += day.DayNumber * 86400.0;
        return true;
    }

    /// <summary>nnnD, nnnW, nnnM or nnnY.</summary>
    private static bool TryParseAge(string text, out double days)
    {
        days = 0;
        var age = text.Trim();
        if (age.Length is < 2 or > 4 || !int.TryParse(age.AsSpan(0, age.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        days = count * (age[^1] switch { 'D' => 1, 'W' => 7, 'M' => DaysOfYear / 12, 'Y' => DaysOfYear, _ => double.NaN });
        return !double.IsNaN(days);
    }
}

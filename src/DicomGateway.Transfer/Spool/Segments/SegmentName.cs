using System.Globalization;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>Segments are named by their number; numbers are never used twice.</summary>
internal static class SegmentName
{
    private const string Extension = ".seg";
    private const int Digits = 12;

    public static string Of(long number) => number.ToString("D12", CultureInfo.InvariantCulture) + Extension;

    public static long? TryParse(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        return name.Length == Digits + Extension.Length && name.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(name[..Digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}

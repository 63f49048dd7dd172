using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>The time that a key asks for; an end that is null is open.</summary>
internal readonly record struct TemporalRange(TemporalValue? From, TemporalValue? To)
{
    /// <summary>No offset from UTC is further behind than this; it is how a hyphen before four digits is told from the hyphen of a range.</summary>
    private const int FurthestOffset = 1200;

    public bool IsSingle => From == To;

    /// <summary>Null when the text is neither a value nor a range.</summary>
    public static TemporalRange? Read(DicomVR vr, string text)
    {
        var key = text.AsSpan().Trim();
        var hyphen = FindHyphen(vr, key);
        if (hyphen < 0)
            return TemporalValue.Read(vr, key) is { } single ? new TemporalRange(single, single) : null;
        var left = key[..hyphen].Trim();
        var right = key[(hyphen + 1)..].Trim();
        var from = left.IsEmpty ? null : TemporalValue.Read(vr, left);
        var to = right.IsEmpty ? null : TemporalValue.Read(vr, right);
        var isWrong = (left.IsEmpty && right.IsEmpty) || (!left.IsEmpty && from is null) || (!right.IsEmpty && to is null);
        return isWrong ? null : new TemporalRange(from, to);
    }

    /// <summary>
    /// Whether the value may lie in the range: it begins before the end and ends after the beginning. A single value of little precision is met by
    /// what lies in it.
    /// </summary>
    public bool Contains(TemporalValue value) => (From is not { } from || value.Last >= from.First) && (To is not { } to || value.First <= to.Last);

    private static int FindHyphen(DicomVR vr, ReadOnlySpan<char> key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] == '-' && !(vr == DicomVR.DT && i > 0 && IsOffset(key[(i + 1)..])))
                return i;
        }

        return -1;
    }

    private static bool IsOffset(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('-');
        var digits = (end < 0 ? rest : rest[..end]).Trim();
        return digits.Length == 4 && int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var offset) && offset <= FurthestOffset;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DicomGateway.Dicom.Data;

/// <summary>A data element tag: group and element number (PS3.5 section 7.1). Ordered as data elements are in a data set.</summary>
public readonly partial struct DicomTag : IEquatable<DicomTag>, IComparable<DicomTag>
{
    public DicomTag(uint value) => Value = value;

    public DicomTag(ushort group, ushort element) => Value = ((uint)group << 16) | element;

    /// <summary>Group in the upper, element in the lower 16 bits.</summary>
    public uint Value { get; }

    public ushort Group => (ushort)(Value >> 16);

    public ushort Element => (ushort)Value;

    /// <summary>True for an odd group (PS3.5 7.8), the illegal ones (0001–0007, FFFF) included.</summary>
    public bool IsPrivate => (Group & 1) != 0;

    /// <summary>True for (gggg,0010–00FF) with gggg odd: the element that reserves a private block.</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x10 and <= 0xFF;

    /// <summary>True for (gggg,0000).</summary>
    public bool IsGroupLength => Element == 0;

    /// <summary>The tag of the element that reserves the block of this private element.</summary>
    public DicomTag PrivateCreatorTag => new(Group, (ushort)(Element >> 8));

    public static bool operator ==(DicomTag left, DicomTag right) => left.Value == right.Value;

    public static bool operator !=(DicomTag left, DicomTag right) => left.Value != right.Value;

    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;

    /// <summary>Reads "(gggg,eeee)", "gggg,eeee" or "ggggeeee" (hexadecimal).</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static DicomTag Parse(string text) =>
        TryParse(text, out var tag) ? tag : throw new FormatException($"'{text}' is no tag: write it as (gggg,eeee) or ggggeeee in hexadecimal.");

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse([NotNullWhen(true)] string? text, out DicomTag tag)
    {
        tag = default;
        if (text is null)
            return false;
        var span = text.AsSpan().Trim().TrimStart('(').TrimEnd(')');
        var comma = span.IndexOf(',');
        if (comma >= 0)
        {
            if (comma != 4 || span.Length != 9)
                return false;
            if (!TryHex(span[..4], out var group) || !TryHex(span[5..], out var element))
                return false;
            tag = new DicomTag((ushort)group, (ushort)element);
            return true;
        }

        if (span.Length != 8 || !TryHex(span, out var value))
            return false;
        tag = new DicomTag(value);
        return true;
    }

    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    public bool Equals(DicomTag other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is DicomTag other && Equals(other);

    public override int GetHashCode() => (int)Value;

    /// <summary>"(gggg,eeee)", upper case.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");

    private static bool TryHex(ReadOnlySpan<char> text, out uint value) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}

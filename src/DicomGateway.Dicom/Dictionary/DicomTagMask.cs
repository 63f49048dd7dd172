using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>A tag with free digits, such as (60xx,3000) for the repeating groups of PS3.5 section 7.6.</summary>
/// <param name="Value">The digits that are fixed; zero where a digit is free.</param>
/// <param name="Mask">All ones where a digit is fixed.</param>
public readonly record struct DicomTagMask(uint Value, uint Mask)
{
    /// <summary>True when no digit is free.</summary>
    public bool IsConcrete => Mask == uint.MaxValue;

    /// <summary>The lowest tag that matches.</summary>
    public DicomTag FirstTag => new(Value);

    /// <summary>Reads "60xx3000", "(60xx,3000)" and the like: eight hexadecimal digits, x for a free one.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static DicomTagMask Parse(ReadOnlySpan<char> text)
    {
        uint value = 0, mask = 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (c is '(' or ')' or ',')
                continue;
            var isFree = c is 'x' or 'X';
            if (!isFree && !char.IsAsciiHexDigit(c))
                throw new FormatException($"'{text}' is no tag mask.");
            value = (value << 4) | (isFree ? 0 : Digit(c));
            mask = (mask << 4) | (isFree ? 0u : 0xF);
            digits++;
        }

        return digits == 8 ? new DicomTagMask(value, mask) : throw new FormatException($"'{text}' is no tag mask: it takes eight digits.");
    }

    /// <summary>True when the fixed digits are those of the tag.</summary>
    public bool Matches(DicomTag tag) => (tag.Value & Mask) == Value;

    /// <summary>"(60xx,3000)".</summary>
    public override string ToString()
    {
        var text = Value.ToString("X8", CultureInfo.InvariantCulture).ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            if (((Mask >> (28 - (4 * i))) & 0xF) == 0)
                text[i] = 'x';
        }

        return $"({text.AsSpan(0, 4)},{text.AsSpan(4)})";
    }

    private static uint Digit(char c) => (uint)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

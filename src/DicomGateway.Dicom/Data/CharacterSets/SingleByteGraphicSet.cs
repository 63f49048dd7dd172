using TextEncoding = System.Text.Encoding;

namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>A set with one byte per character: ASCII, JIS X 0201, or the upper half of a part of ISO 8859.</summary>
internal sealed class SingleByteGraphicSet : GraphicSet
{
    private const int First = 0x20;
    private const int Count = 0x60;
    private readonly Lazy<char[]> _characters;
    private readonly Lazy<Dictionary<char, int>> _codes;

    public SingleByteGraphicSet(Func<int, char> character)
    {
        _characters = new Lazy<char[]>(() => [.. Enumerable.Range(First, Count).Select(character)]);
        _codes = new Lazy<Dictionary<char, int>>(Reverse);
    }

    public override int Width => 1;

    public override bool Is96 => Decode(First) != Undefined;

    /// <summary>
    /// The upper half of a code page, corrected where the code page is older than the standard or departs from it; positions that it leaves to
    /// private use are undefined.
    /// </summary>
    public static SingleByteGraphicSet UpperHalf(int codePage, char finalByte, Dictionary<int, char>? corrections = null)
    {
        var encoding = new Lazy<TextEncoding>(() => CodePages.Get(codePage));
        return new SingleByteGraphicSet(code => corrections is not null && corrections.TryGetValue(code, out var corrected) ? corrected : Character(encoding.Value, code))
        {
            FinalByte = finalByte,
        };
    }

    public override char Decode(int code) => code is >= First and < First + Count ? _characters.Value[code - First] : Undefined;

    public override bool TryEncode(char character, out int code) => _codes.Value.TryGetValue(character, out code);

    private static char Character(TextEncoding encoding, int code)
    {
        Span<byte> bytes = [(byte)(code | 0x80)];
        Span<char> chars = stackalloc char[2];
        return encoding.GetChars(bytes, chars) == 1 && chars[0] is not (>= '\uE000' and <= '\uF8FF') ? chars[0] : Undefined;
    }

    private Dictionary<char, int> Reverse()
    {
        var codes = new Dictionary<char, int>();
        for (var code = First; code < First + Count; code++)
        {
            if (Decode(code) != Undefined)
                codes.TryAdd(Decode(code), code);
        }

        return codes;
    }
}

using TextEncoding = System.Text.Encoding;

namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>A set of 94 rows with 94 characters, two bytes each, taken from a code page that contains it.</summary>
internal sealed class DoubleByteGraphicSet : GraphicSet
{
    private const int First = 0x21;
    private const int Cells = 94;
    private readonly TextEncoding _encoding;
    private readonly int _highBits;
    private readonly Lazy<char[]> _characters;
    private readonly Lazy<Dictionary<char, int>> _codes;

    /// <param name="codePage">A code page in which the set's codes appear with the high bits of <paramref name="highBits"/> added.</param>
    /// <param name="highBits">8080 where both bytes are above 7F, 8000 where only the first is.</param>
    public DoubleByteGraphicSet(int codePage, int highBits = 0x8080)
    {
        _encoding = CodePages.Get(codePage);
        _highBits = highBits;
        _characters = new Lazy<char[]>(Characters);
        _codes = new Lazy<Dictionary<char, int>>(Reverse);
    }

    /// <summary>Characters that the code page maps otherwise than the set's own standard does.</summary>
    public IReadOnlyDictionary<int, char> Corrections { get; init; } = new Dictionary<int, char>();

    /// <summary>Codes that vendors have filled beyond the standard: they are read, never written.</summary>
    public Func<int, bool> IsVendorCode { get; init; } = static _ => false;

    public override int Width => 2;

    public override char Decode(int code)
    {
        var (row, cell) = ((code >> 8) - First, (code & 0xFF) - First);
        return row is >= 0 and < Cells && cell is >= 0 and < Cells ? _characters.Value[(row * Cells) + cell] : Undefined;
    }

    public override bool TryEncode(char character, out int code) => _codes.Value.TryGetValue(character, out code);

    private char[] Characters()
    {
        var all = new char[Cells * Cells];
        for (var i = 0; i < all.Length; i++)
            all[i] = Corrections.TryGetValue(Code(i), out var corrected) ? corrected : CodePageCharacter(Code(i));
        return all;
    }

    private Dictionary<char, int> Reverse()
    {
        var codes = new Dictionary<char, int>();
        for (var i = 0; i < Cells * Cells; i++)
        {
            if (_characters.Value[i] != Undefined && !IsVendorCode(Code(i)))
                codes.TryAdd(_characters.Value[i], Code(i));
        }

        // Text that was decoded by the code page's own table can be written too.
        foreach (var code in Corrections.Keys)
            codes.TryAdd(CodePageCharacter(code), code);
        codes.Remove(Undefined);
        return codes;
    }

    private char CodePageCharacter(int code)
    {
        Span<byte> bytes = [(byte)((code | _highBits) >> 8), (byte)(code | (_highBits & 0xFF))];
        Span<char> chars = stackalloc char[4];
        return _encoding.GetChars(bytes, chars) == 1 && chars[0] is not (>= '\uE000' and <= '\uF8FF') ? chars[0] : Undefined;
    }

    private static int Code(int index) => ((First + (index / Cells)) << 8) | (First + (index % Cells));
}

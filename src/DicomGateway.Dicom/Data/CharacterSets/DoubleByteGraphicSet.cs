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
        for (var row = 0; row < Cells; row++)
            ReadRow(all.AsSpan(row * Cells, Cells), row);
        foreach (var (code, character) in Corrections)
            all[Index(code)] = character;
        return all;
    }

    // A line feed after each cell brings the decoder back in step where a cell is empty.
    private void ReadRow(Span<char> characters, int row)
    {
        var bytes = new byte[Cells * 3];
        for (var cell = 0; cell < Cells; cell++)
        {
            var code = Code((row * Cells) + cell) | _highBits;
            (bytes[cell * 3], bytes[(cell * 3) + 1], bytes[(cell * 3) + 2]) = ((byte)(code >> 8), (byte)code, (byte)'\n');
        }

        var cells = _encoding.GetString(bytes).Split('\n');
        for (var cell = 0; cell < Cells; cell++)
            characters[cell] = cells[cell] is [not (>= '\uE000' and <= '\uF8FF')] ? cells[cell][0] : Undefined;
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
        var row = new char[Cells];
        ReadRow(row, (code >> 8) - First);
        return row[(code & 0xFF) - First];
    }

    private static int Index(int code) => (((code >> 8) - First) * Cells) + (code & 0xFF) - First;

    private static int Code(int index) => ((First + (index / Cells)) << 8) | (First + (index % Cells));
}

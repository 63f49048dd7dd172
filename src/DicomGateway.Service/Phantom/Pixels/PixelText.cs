namespace DicomGateway.Service.Phantom.Pixels;

/// <summary>Writes capital letters and digits into pixels, five by seven dots each, as equipment burns them in.</summary>
internal static class PixelText
{
    public const int GlyphWidth = 6;
    public const int GlyphHeight = 7;

    // Seven rows of five dots for each glyph, the uppermost row first, in base 32.
    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['A'] = "EHHVHHH",
        ['B'] = "UHHUHHU",
        ['C'] = "EHGGGHE",
        ['D'] = "UHHHHHU",
        ['E'] = "VGGUGGV",
        ['F'] = "VGGUGGG",
        ['G'] = "EHGNHHE",
        ['H'] = "HHHVHHH",
        ['I'] = "E44444E",
        ['J'] = "72222IC",
        ['K'] = "HIKOKIH",
        ['L'] = "GGGGGGV",
        ['M'] = "HRLLHHH",
        ['N'] = "HPLJHHH",
        ['O'] = "EHHHHHE",
        ['P'] = "UHHUGGG",
        ['Q'] = "EHHHLID",
        ['R'] = "UHHUKIH",
        ['S'] = "FGGE11U",
        ['T'] = "V444444",
        ['U'] = "HHHHHHE",
        ['V'] = "HHHHHA4",
        ['W'] = "HHHLLRH",
        ['X'] = "HHA4AHH",
        ['Y'] = "HHA4444",
        ['Z'] = "V1248GV",
        ['0'] = "EHJLPHE",
        ['1'] = "4C4444E",
        ['2'] = "EH1248V",
        ['3'] = "V2421HE",
        ['4'] = "26AIV22",
        ['5'] = "VGU11HE",
        ['6'] = "68GUHHE",
        ['7'] = "V124888",
        ['8'] = "EHHEHHE",
        ['9'] = "EHHF12C",
        ['^'] = "4AH0000",
        ['-'] = "000V000",
        ['.'] = "0000044",
        [':'] = "0440440",
        ['/'] = "1124488",
        ['+'] = "044V440",
    };

    /// <summary>Draws from the upper left corner; characters without a glyph are left blank.</summary>
    /// <param name="set">Called with column and row of each dot.</param>
    public static void Draw(string text, int column, int row, int scale, Action<int, int> set)
    {
        foreach (var c in text.ToUpperInvariant())
        {
            if (Glyphs.TryGetValue(c, out var glyph))
                DrawGlyph(glyph, column, row, scale, set);
            column += GlyphWidth * scale;
        }
    }

    private static void DrawGlyph(string glyph, int column, int row, int scale, Action<int, int> set)
    {
        for (var y = 0; y < GlyphHeight * scale; y++)
        {
            var dots = char.IsAsciiDigit(glyph[y / scale]) ? glyph[y / scale] - '0' : glyph[y / scale] - 'A' + 10;
            for (var x = 0; x < 5 * scale; x++)
            {
                if ((dots >> (4 - (x / scale)) & 1) != 0)
                    set(column + x, row + y);
            }
        }
    }
}

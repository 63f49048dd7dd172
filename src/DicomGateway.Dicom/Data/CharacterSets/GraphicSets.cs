namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>The graphic sets of PS3.3 tables C.12-2 to C.12-4, by ISO registration number and by escape sequence.</summary>
internal static class GraphicSets
{
    private static readonly Dictionary<int, char> JisX0208Corrections = new()
    {
        [0x2140] = '\uFF3C',
        [0x2141] = '\u301C',
        [0x2142] = '\u2016',
        [0x215D] = '\u2212',
        [0x2171] = '\u00A2',
        [0x2172] = '\u00A3',
        [0x224C] = '\u00AC',
    };

    private static readonly Lazy<DoubleByteGraphicSet> JisX0208Set = new(() => new DoubleByteGraphicSet(51932)
    {
        FinalByte = 'B',
        Corrections = JisX0208Corrections,
        IsVendorCode = static code => code is >= 0x2D00 and < 0x2E00 or >= 0x7500,
    });

    private static readonly Lazy<DoubleByteGraphicSet> JisX0212Set = new(() => new DoubleByteGraphicSet(20932, 0x8000)
    {
        FinalByte = 'D',
        Corrections = new Dictionary<int, char> { [0x2237] = '\uFF5E', [0x2271] = '\u2116' },
        IsVendorCode = static code => code >= 0x7300,
    });

    private static readonly Lazy<DoubleByteGraphicSet> KsX1001Set = new(() => new DoubleByteGraphicSet(949) { FinalByte = 'C' });

    private static readonly Lazy<DoubleByteGraphicSet> Gb2312Set = new(() => new DoubleByteGraphicSet(936)
    {
        FinalByte = 'A',
        Corrections = new Dictionary<int, char> { [0x2124] = '\u30FB', [0x212A] = '\u2015' },
        IsVendorCode = static code => code is (>= 0x2221 and <= 0x222A) or (>= 0x2659 and <= 0x267E) or (>= 0x283B and <= 0x2840),
    });

    public static GraphicSet Ascii { get; } = new SingleByteGraphicSet(Ascii94) { FinalByte = 'B' };

    /// <summary>JIS X 0201 Romaji. Its yen sign and overline are shown as the backslash and tilde of ASCII, as all DICOM software does: 5C separates values.</summary>
    public static GraphicSet Romaji { get; } = new SingleByteGraphicSet(Ascii94) { FinalByte = 'J' };

    /// <summary>JIS X 0201 Katakana.</summary>
    public static GraphicSet Katakana { get; } =
        new SingleByteGraphicSet(static code => code is >= 0x21 and <= 0x5F ? (char)(code - 0x21 + '\uFF61') : GraphicSet.Undefined) { FinalByte = 'I' };

    private static readonly Dictionary<int, GraphicSet> UpperHalves = new()
    {
        [100] = SingleByteGraphicSet.UpperHalf(28591, 'A'),
        [101] = SingleByteGraphicSet.UpperHalf(28592, 'B'),
        [109] = SingleByteGraphicSet.UpperHalf(28593, 'C'),
        [110] = SingleByteGraphicSet.UpperHalf(28594, 'D'),
        [144] = SingleByteGraphicSet.UpperHalf(28595, 'L'),
        [127] = SingleByteGraphicSet.UpperHalf(28596, 'G'),
        [126] = SingleByteGraphicSet.UpperHalf(28597, 'F', new() { [0x21] = '\u2018', [0x22] = '\u2019', [0x24] = '\u20AC', [0x25] = '\u20AF', [0x2A] = '\u037A' }),
        [138] = SingleByteGraphicSet.UpperHalf(28598, 'H', new() { [0x2F] = '\u00AF', [0x7D] = '\u200E', [0x7E] = '\u200F' }),
        [148] = SingleByteGraphicSet.UpperHalf(28599, 'M'),
        [166] = SingleByteGraphicSet.UpperHalf(874, 'T'),
        [203] = SingleByteGraphicSet.UpperHalf(28605, 'b'),
    };

    /// <summary>The sets that a defined term of this registration number puts in G0 and G1; null where it leaves the place as it is.</summary>
    public static (GraphicSet? G0, GraphicSet? G1) Of(int registration) => registration switch
    {
        6 => (Ascii, null),
        13 => (Romaji, Katakana),
        87 => (JisX0208Set.Value, null),
        159 => (JisX0212Set.Value, null),
        149 => (null, KsX1001Set.Value),
        58 => (null, Gb2312Set.Value),
        _ => UpperHalves.TryGetValue(registration, out var set) ? (Ascii, set) : (null, null),
    };

    /// <summary>The set of an escape sequence's last byte; '@' names the forerunner of JIS X 0208, which old equipment still writes.</summary>
    public static GraphicSet? ByFinalByte(char finalByte, int width, bool is96) => (width, is96, finalByte) switch
    {
        (1, false, 'B') => Ascii,
        (1, false, 'J') => Romaji,
        (1, false, 'I') => Katakana,
        (1, true, _) => UpperHalves.Values.FirstOrDefault(set => set.FinalByte == finalByte),
        (2, false, 'B' or '@') => JisX0208Set.Value,
        (2, false, 'D') => JisX0212Set.Value,
        (2, false, 'C') => KsX1001Set.Value,
        (2, false, 'A') => Gb2312Set.Value,
        _ => null,
    };

    private static char Ascii94(int code) => code is > 0x20 and < 0x7F ? (char)code : GraphicSet.Undefined;
}

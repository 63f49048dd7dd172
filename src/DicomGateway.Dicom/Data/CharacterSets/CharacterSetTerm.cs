using System.Globalization;

namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>One value of Specific Character Set, understood.</summary>
/// <param name="Registration">The ISO registration number, or one of the numbers below for sets that are not built on ISO/IEC 2022.</param>
/// <param name="HasExtensions">True for the terms "ISO 2022 …".</param>
internal readonly record struct CharacterSetTerm(int Registration, bool HasExtensions)
{
    public const int Utf8 = 192;
    public const int Gb18030 = 18030;
    public const int Gbk = 936;

    private static readonly int[] Registered = [6, 13, 58, 87, 100, 101, 109, 110, 126, 127, 138, 144, 148, 149, 159, 166, Utf8, 203];

    private static readonly Dictionary<string, int> OtherNames = new(StringComparer.Ordinal)
    {
        ["ASCII"] = 6,
        ["USASCII"] = 6,
        ["UTF8"] = Utf8,
        ["GB18030"] = Gb18030,
        ["GBK"] = Gbk,
        ["GB2312"] = Gbk,
        ["LATIN1"] = 100,
        ["LATIN2"] = 101,
        ["LATIN3"] = 109,
        ["LATIN4"] = 110,
        ["LATIN5"] = 148,
        ["LATIN9"] = 203,
        ["ISO88591"] = 100,
        ["ISO88592"] = 101,
        ["ISO88593"] = 109,
        ["ISO88594"] = 110,
        ["ISO88595"] = 144,
        ["ISO88596"] = 127,
        ["ISO88597"] = 126,
        ["ISO88598"] = 138,
        ["ISO88599"] = 148,
        ["ISO885911"] = 166,
        ["ISO885915"] = 203,
        ["TIS620"] = 166,
    };

    /// <summary>True for UTF-8, GB18030 and GBK, which stand alone.</summary>
    public bool IsWhole => Registration is Utf8 or Gb18030 or Gbk;

    /// <summary>True for a set with two bytes per character, which only exists with code extensions.</summary>
    public bool IsDoubleByte => Registration is 58 or 87 or 149 or 159;

    /// <summary>The code page of a set that stands alone.</summary>
    public int CodePage => Registration switch
    {
        Utf8 => 65001,
        Gb18030 => 54936,
        _ => Gbk,
    };

    /// <summary>Reads a term, common misspellings included: other separators, lower case, names of ISO 8859 and of Unicode.</summary>
    public static bool TryParse(string text, out CharacterSetTerm term)
    {
        var key = new string([.. text.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        var hasExtensions = key.StartsWith("ISO2022", StringComparison.Ordinal);
        var name = hasExtensions ? key["ISO2022".Length..] : key;
        var registration = name.Length == 0 ? 6 : OtherNames.TryGetValue(name, out var other) ? other : Number(name);
        term = new CharacterSetTerm(registration, hasExtensions);
        return registration > 0;
    }

    /// <summary>As the standard writes it.</summary>
    public override string ToString() => Registration switch
    {
        Gb18030 => "GB18030",
        Gbk => "GBK",
        _ => (HasExtensions || IsDoubleByte ? "ISO 2022 IR " : "ISO_IR ") + Registration.ToString(CultureInfo.InvariantCulture),
    };

    private static int Number(string name)
    {
        var prefix = Array.Find(["ISOIR", "ISO", "IR", string.Empty], name.StartsWith)!;
        return int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Registered.Contains(number) ? number : 0;
    }
}

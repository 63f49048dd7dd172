using System.Text;
using TextEncoding = System.Text.Encoding;

namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>
/// A value of Specific Character Set (0008,0005): every defined term of PS3.3 C.12.1.1.2, with the code extensions of PS3.5 section 6.1.2.5.
/// Reading is tolerant and never fails; writing is strict. Immutable and safe for concurrent use.
/// </summary>
public sealed class DicomCharacterSet
{
    private static readonly Dictionary<string, Lazy<DicomCharacterSet>> Cached =
        new[] { "", "ISO_IR 6", "ISO_IR 100", "ISO_IR 101", "ISO_IR 144", "ISO_IR 192", "GB18030", "GBK", "ISO_IR 13", "ISO 2022 IR 149", "ISO 2022 IR 6", "ISO 2022 IR 100" }
            .ToDictionary(term => term, term => new Lazy<DicomCharacterSet>(() => Make([term])), StringComparer.Ordinal);

    private readonly Iso2022Repertoire? _repertoire;
    private readonly TextEncoding? _encoding;

    private DicomCharacterSet(IReadOnlyList<string> definedTerms, CharacterSetProblems problems, Iso2022Repertoire? repertoire, TextEncoding? encoding)
    {
        DefinedTerms = definedTerms;
        Problems = problems;
        _repertoire = repertoire;
        _encoding = encoding;
    }

    /// <summary>The default repertoire (ISO_IR 6), which holds where Specific Character Set is absent or empty.</summary>
    public static DicomCharacterSet Default { get; } = Make([]);

    /// <summary>Unicode in UTF-8 (ISO_IR 192).</summary>
    public static DicomCharacterSet Utf8 => Cached["ISO_IR 192"].Value;

    /// <summary>The terms as the standard writes them; empty for the default repertoire, the first one empty where only extensions are named.</summary>
    public IReadOnlyList<string> DefinedTerms { get; }

    /// <summary>What was wrong with the terms themselves.</summary>
    public CharacterSetProblems Problems { get; }

    /// <summary>Understands the values of (0008,0005), tolerating misspellings; unknown terms are left out. See <see cref="Problems"/>.</summary>
    public static DicomCharacterSet Parse(IReadOnlyList<string> definedTerms)
    {
        ArgumentNullException.ThrowIfNull(definedTerms);
        if (definedTerms.Count == 0)
            return Default;
        return definedTerms.Count == 1 && Cached.TryGetValue(definedTerms[0], out var cached) ? cached.Value : Make(definedTerms);
    }

    /// <summary>Decodes a whole value field; several values stay joined by backslashes, which never come out of the bytes of another character.</summary>
    public string Decode(ReadOnlySpan<byte> bytes, DicomVR vr) => Decode(bytes, vr, out _);

    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, DicomVR)"/>
    /// <param name="bytes">The value field.</param>
    /// <param name="vr">Decides which characters are delimiters, after which the first term's sets hold again.</param>
    /// <param name="problems">What was wrong with the bytes.</param>
    public string Decode(ReadOnlySpan<byte> bytes, DicomVR vr, out CharacterSetProblems problems)
    {
        problems = CharacterSetProblems.None;
        if (Ascii.IsValid(bytes) && (_encoding is not null || !bytes.Contains(EscapeSequence.Escape)))
            return TextEncoding.ASCII.GetString(bytes);
        if (_repertoire is not null)
            return Iso2022Decoder.Decode(bytes, vr, _repertoire, out problems);
        var text = _encoding!.GetString(bytes);
        if (text.Contains(GraphicSet.Undefined, StringComparison.Ordinal))
            problems = CharacterSetProblems.InvalidBytes;
        return text;
    }

    /// <summary>Encodes text, several values joined by backslashes; without padding.</summary>
    /// <exception cref="DicomDataException">A character is not in the set.</exception>
    public byte[] Encode(string text, DicomVR vr)
    {
        ArgumentNullException.ThrowIfNull(text);
        var wrong = Encode(text, vr, out var bytes);
        return wrong < 0 ? bytes : throw new DicomDataException($"Character {wrong + 1} of a value with VR {vr.Code} is not in {this}: encode the data set in ISO_IR 192.");
    }

    /// <summary>Encodes as <see cref="Encode(string, DicomVR)"/> does; false when a character is not in the set.</summary>
    public bool TryEncode(string text, DicomVR vr, out byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Encode(text, vr, out bytes) < 0;
    }

    /// <summary>The terms joined by backslashes, "ISO_IR 6" for the default repertoire.</summary>
    public override string ToString() => DefinedTerms.Count == 0 ? "ISO_IR 6" : string.Join('\\', DefinedTerms);

    private int Encode(string text, DicomVR vr, out byte[] bytes)
    {
        if (Ascii.IsValid(text) && !text.Contains((char)EscapeSequence.Escape, StringComparison.Ordinal))
        {
            bytes = TextEncoding.ASCII.GetBytes(text);
            return -1;
        }

        if (_repertoire is not null)
            return Iso2022Encoder.Encode(text, vr, _repertoire, out bytes);
        try
        {
            bytes = _encoding!.GetBytes(text);
            return -1;
        }
        catch (EncoderFallbackException exception)
        {
            bytes = [];
            return Math.Max(exception.Index, 0);
        }
    }

    private static DicomCharacterSet Make(IReadOnlyList<string> definedTerms)
    {
        var terms = CharacterSetTerms.Read(definedTerms, out var problems);
        return terms is [{ IsWhole: true } whole]
            ? new DicomCharacterSet([whole.ToString()], problems, null, CodePages.Get(whole.CodePage))
            : new DicomCharacterSet(CharacterSetTerms.Names(terms), problems, CharacterSetTerms.Repertoire(terms), null);
    }
}

namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>Reads text with the code extensions of PS3.5 section 6.1.2.5. It never fails: what it cannot read becomes U+FFFD and is reported.</summary>
internal ref struct Iso2022Decoder
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly DicomVR _vr;
    private readonly Iso2022Repertoire _repertoire;
    private readonly char[] _text;
    private GraphicSet _g0;
    private GraphicSet? _g1;
    private GraphicSet? _lastG1;
    private int _at;
    private int _length;

    private Iso2022Decoder(ReadOnlySpan<byte> bytes, DicomVR vr, Iso2022Repertoire repertoire)
    {
        _bytes = bytes;
        _vr = vr;
        _repertoire = repertoire;
        _text = new char[bytes.Length];
        _g0 = repertoire.G0;
        _g1 = repertoire.G1;
    }

    private CharacterSetProblems Problems { get; set; }

    public static string Decode(ReadOnlySpan<byte> bytes, DicomVR vr, Iso2022Repertoire repertoire, out CharacterSetProblems problems)
    {
        var decoder = new Iso2022Decoder(bytes, vr, repertoire);
        while (decoder._at < bytes.Length)
            decoder.Step(bytes[decoder._at]);
        problems = decoder.Problems;
        return new string(decoder._text, 0, decoder._length);
    }

    private void Step(byte value)
    {
        if (value == EscapeSequence.Escape)
            Designate();
        else if (value <= 0x20 || value == 0x7F)
            Take(1, (char)value);
        else if (value < 0x80)
            Graphic(_g0, value);
        else if (value < 0xA0)
            Invalid((char)value);
        else
            Graphic(_g1 ?? Undesignated(), value);
    }

    private void Designate()
    {
        var sequence = EscapeSequence.Read(_bytes[_at..]);
        if (sequence.Set is null)
        {
            Problems |= CharacterSetProblems.BrokenEscape;
            Take(sequence.Length, GraphicSet.Undefined);
            return;
        }

        if (!_repertoire.Allows(sequence.Set, sequence.IsG1))
            Problems |= CharacterSetProblems.UndeclaredEscape;
        if (sequence.IsG1)
            _g1 = _lastG1 = sequence.Set;
        else
            _g0 = sequence.Set;
        _at += sequence.Length;
    }

    private void Graphic(GraphicSet set, byte value)
    {
        if (set.Width == 1)
        {
            if (set.Decode(value & 0x7F) is var character && character == GraphicSet.Undefined)
                Invalid(character);
            else
                Take(1, character);
            return;
        }

        // Both bytes must be of the same half; else the second one begins something new.
        var second = _at + 1 < _bytes.Length ? _bytes[_at + 1] : 0;
        var pair = ((value & 0x80) ^ (second & 0x80)) == 0 ? set.Decode(((value & 0x7F) << 8) | (second & 0x7F)) : GraphicSet.Undefined;
        if (pair != GraphicSet.Undefined)
            Take(2, pair, isDelimiter: false);
        else
            Invalid(pair, IsGraphic(second) && (second & 0x80) == (value & 0x80) ? 2 : 1);
    }

    // Many senders forget to designate again after a delimiter; without any clue Latin-1 keeps the bytes apart.
    private GraphicSet Undesignated()
    {
        Problems |= CharacterSetProblems.MissingEscape;
        return _lastG1 ?? _repertoire.OnlyG1 ?? GraphicSets.Of(100).G1!;
    }

    private void Invalid(char character, int bytes = 1)
    {
        Problems |= CharacterSetProblems.InvalidBytes;
        Take(bytes, character, isDelimiter: false);
    }

    private void Take(int bytes, char character, bool isDelimiter = true)
    {
        _text[_length++] = character;
        _at += bytes;
        if (isDelimiter && Iso2022Repertoire.IsDelimiter(character, _vr))
            (_g0, _g1) = (_repertoire.G0, _repertoire.G1);
    }

    private static bool IsGraphic(int value) => (value & 0x7F) is > 0x20 and < 0x7F;
}

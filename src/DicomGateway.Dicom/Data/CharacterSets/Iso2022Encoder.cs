namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>Writes text with the code extensions of PS3.5 section 6.1.2.5: the first term's sets hold again before every delimiter and at the end.</summary>
internal sealed class Iso2022Encoder
{
    private readonly Iso2022Repertoire _repertoire;
    private readonly DicomVR _vr;
    private readonly List<byte> _bytes;
    private GraphicSet _g0;
    private GraphicSet? _g1;

    private Iso2022Encoder(Iso2022Repertoire repertoire, DicomVR vr, int capacity)
    {
        _repertoire = repertoire;
        _vr = vr;
        _bytes = new List<byte>(capacity);
        _g0 = repertoire.G0;
        _g1 = repertoire.G1;
    }

    /// <returns>The index of the first character that cannot be written, or -1 when all are in <paramref name="bytes"/>.</returns>
    public static int Encode(string text, DicomVR vr, Iso2022Repertoire repertoire, out byte[] bytes)
    {
        var encoder = new Iso2022Encoder(repertoire, vr, text.Length * 2);
        bytes = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (!encoder.Add(text[i]))
                return i;
        }

        encoder.Reset();
        bytes = [.. encoder._bytes];
        return -1;
    }

    private bool Add(char character)
    {
        if (character == EscapeSequence.Escape)
            return false;
        if (character < 0x20 || Iso2022Repertoire.IsDelimiter(character, _vr))
        {
            if (Iso2022Repertoire.IsDelimiter(character, _vr))
                Reset();
            _bytes.Add((byte)character);
            // A reader forgets what was designated to G1 at a delimiter, even where it need not be taken back.
            if (Iso2022Repertoire.IsDelimiter(character, _vr))
                _g1 = _repertoire.G1;
            return true;
        }

        if (character is ' ' or '\x7F')
        {
            Designate(_repertoire.G0, isG1: false);
            _bytes.Add((byte)character);
            return true;
        }

        return TryWrite(_g0, isG1: false, character) || TryWrite(_g1, isG1: true, character) || TryDesignate(character);
    }

    private bool TryDesignate(char character)
    {
        if (TryWrite(_repertoire.G0, isG1: false, character) || TryWrite(_repertoire.G1, isG1: true, character))
            return true;
        foreach (var (set, isG1) in _repertoire.Designations)
        {
            if (TryWrite(set, isG1, character))
                return true;
        }

        return false;
    }

    private bool TryWrite(GraphicSet? set, bool isG1, char character)
    {
        if (set is null || !set.TryEncode(character, out var code))
            return false;
        Designate(set, isG1);
        var high = isG1 ? 0x80 : 0;
        if (set.Width == 2)
            _bytes.Add((byte)((code >> 8) | high));
        _bytes.Add((byte)((code & 0x7F) | high));
        return true;
    }

    private void Designate(GraphicSet set, bool isG1)
    {
        if ((isG1 ? _g1 : _g0) == set)
            return;
        EscapeSequence.Write(_bytes, set, isG1);
        if (isG1)
            _g1 = set;
        else
            _g0 = set;
    }

    private void Reset()
    {
        Designate(_repertoire.G0, isG1: false);
        if (_repertoire.G1 is not null)
            Designate(_repertoire.G1, isG1: true);
    }
}

namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>An escape sequence of ISO/IEC 2022 that designates a set to G0 or G1 (PS3.5 section 6.1.2.5).</summary>
/// <param name="Set">The set; null when the sequence names none of the standard or is cut off.</param>
/// <param name="IsG1">True for G1 (bytes above 7F), false for G0.</param>
/// <param name="Length">Bytes that the sequence takes, the escape character included; at least 1.</param>
internal readonly record struct EscapeSequence(GraphicSet? Set, bool IsG1, int Length)
{
    public const byte Escape = 0x1B;

    /// <param name="bytes">Begins with the escape character.</param>
    public static EscapeSequence Read(ReadOnlySpan<byte> bytes)
    {
        var at = 1;
        while (at < bytes.Length && bytes[at] is >= 0x20 and <= 0x2F)
            at++;
        if (at >= bytes.Length || bytes[at] is < 0x30 or > 0x7E || at == 1 || at > 3)
            return new EscapeSequence(null, false, 1);
        var final = (char)bytes[at];
        var intermediates = bytes[1..at];
        var width = intermediates[0] == '$' ? 2 : 1;
        var place = width == 1 ? intermediates[0] : intermediates.Length == 2 ? intermediates[1] : (byte)'(';
        var isKnownPlace = place is (byte)'(' or (byte)')' or (byte)'-' && intermediates.Length <= width;
        var set = isKnownPlace ? GraphicSets.ByFinalByte(final, width, place == '-') : null;
        return new EscapeSequence(set, place is (byte)')' or (byte)'-', at + 1);
    }

    /// <summary>Writes the sequence that designates a set.</summary>
    public static void Write(List<byte> to, GraphicSet set, bool isG1)
    {
        to.Add(Escape);
        if (set.Width == 2)
            to.Add((byte)'$');
        // ESC $ B has no byte for the place: it is older than the rule.
        if (set.Is96)
            to.Add((byte)'-');
        else if (isG1)
            to.Add((byte)')');
        else if (set.Width == 1 || set.FinalByte != 'B')
            to.Add((byte)'(');
        to.Add((byte)set.FinalByte);
    }
}

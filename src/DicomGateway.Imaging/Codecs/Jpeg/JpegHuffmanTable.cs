namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>A Huffman table (ITU-T T.81 annex C, F.2.2.3), made ready for decoding.</summary>
internal sealed class JpegHuffmanTable
{
    /// <summary>Codes up to so many bits are looked up at once.</summary>
    public const int FastBits = 9;

    private const int LongestCode = 16;

    // Length and symbol of the code that some bits begin with; 0 where it is longer.
    private readonly ushort[] _fast = new ushort[1 << FastBits];

    // The first value of 16 bits that no code of this length or less begins, and the difference between a code of the length and its symbol's place.
    private readonly int[] _limit = new int[LongestCode + 1];
    private readonly int[] _offset = new int[LongestCode + 1];
    private readonly byte[] _symbols;

    /// <param name="counts">How many codes there are of each length from 1 to 16.</param>
    /// <param name="symbols">Their symbols, shortest code first.</param>
    public JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        int code = 0, place = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            _offset[length] = place - code;
            var count = counts[length - 1];
            if (code + count > 1 << length || place + count > symbols.Length)
                throw new FrameCodecException($"JPEG: a Huffman table has more codes of {length} bits than there can be.");
            for (var index = 0; index < count && length <= FastBits; index++)
                _fast.AsSpan((code + index) << (FastBits - length), 1 << (FastBits - length)).Fill((ushort)((length << 8) | symbols[place + index]));
            code += count;
            place += count;
            _limit[length] = code << (LongestCode - length);
            code <<= 1;
        }
    }

    /// <summary>Length in bits (upper byte) and symbol of the code that 16 bits begin with; 0 when there is none.</summary>
    public int Look(int bits)
    {
        int entry = _fast[bits >> (LongestCode - FastBits)];
        return entry != 0 ? entry : LookLong(bits);
    }

    private int LookLong(int bits)
    {
        for (var length = FastBits + 1; length <= LongestCode; length++)
        {
            if (bits < _limit[length])
                return (length << 8) | _symbols[(bits >> (LongestCode - length)) + _offset[length]];
        }

        return 0;
    }
}

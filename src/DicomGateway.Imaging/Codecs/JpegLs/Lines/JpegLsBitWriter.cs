using System.Buffers;

namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>Writes entropy-coded data: a byte after FF gets seven bits (T.87 A.1).</summary>
internal ref struct JpegLsBitWriter(IBufferWriter<byte> coded)
{
    private const int Piece = 4096;
    private Span<byte> _piece = coded.GetSpan(Piece);
    private int _used;
    private ulong _cache;
    private int _count;
    private bool _stuffed;

    /// <summary>Up to 32 bits of a number.</summary>
    public void Write(int value, int bits)
    {
        _cache = (_cache << bits) | ((uint)value & ((1UL << bits) - 1));
        _count += bits;
        while (_count >= 8)
            WriteByte();
    }

    /// <summary>A number by the limited Golomb code (T.87 A.5.3).</summary>
    public void WriteGolomb(int value, int order, int longestPrefix, int plainBits)
    {
        var zeros = value >> order;
        if (zeros < longestPrefix)
        {
            WriteZeros(zeros);
            Write((1 << order) | (value & ((1 << order) - 1)), order + 1);
            return;
        }

        WriteZeros(longestPrefix);
        Write(1, 1);
        Write(value - 1, plainBits);
    }

    /// <summary>Ends the data, with zeros up to the next byte; after FF comes one more, so that no marker follows it.</summary>
    public void Finish()
    {
        while (_count > 0 || _stuffed)
        {
            var missing = Math.Max(0, (_stuffed ? 7 : 8) - _count);
            _cache <<= missing;
            _count += missing;
            WriteByte();
        }

        coded.Advance(_used);
        _used = 0;
        _piece = [];
    }

    private void WriteZeros(int zeros)
    {
        for (; zeros > 24; zeros -= 24)
            Write(0, 24);
        Write(0, zeros);
    }

    private void WriteByte()
    {
        var bits = _stuffed ? 7 : 8;
        var value = (byte)((_cache >> (_count - bits)) & ((1UL << bits) - 1));
        _count -= bits;
        _stuffed = value == 0xFF;
        if (_used == _piece.Length)
        {
            coded.Advance(_used);
            _piece = coded.GetSpan(Piece);
            _used = 0;
        }

        _piece[_used++] = value;
    }
}

using System.Buffers;

namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>Writes entropy-coded data: a zero follows each FF (ITU-T T.81 F.1.2.3).</summary>
internal ref struct LosslessBitWriter(IBufferWriter<byte> coded)
{
    private const int Piece = 4096;
    private Span<byte> _piece = coded.GetSpan(Piece);
    private int _used;
    private ulong _cache;
    private int _count;

    /// <summary>Up to 32 bits.</summary>
    public void Write(int value, int bits)
    {
        _cache = (_cache << bits) | ((uint)value & ((1UL << bits) - 1));
        _count += bits;
        while (_count >= 8)
        {
            _count -= 8;
            var next = (byte)(_cache >> _count);
            WriteByte(next);
            if (next == JpegMarker.Prefix)
                WriteByte(0);
        }
    }

    /// <summary>Ends the data, with ones up to the next byte.</summary>
    public void Finish()
    {
        if (_count > 0)
            Write(0xFF, 8 - _count);
        coded.Advance(_used);
        _piece = [];
        _used = 0;
    }

    private void WriteByte(byte value)
    {
        if (_used == _piece.Length)
        {
            coded.Advance(_used);
            _piece = coded.GetSpan(Piece);
            _used = 0;
        }

        _piece[_used++] = value;
    }
}

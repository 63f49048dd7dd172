using System.Numerics;
using System.Runtime.CompilerServices;

namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>Bits of one run of entropy-coded data: ends before the next marker. A byte after FF has seven bits (T.87 A.1).</summary>
internal ref struct JpegLsBitReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;
    // The next bits from the top, zeros below them.
    private ulong _cache;
    private int _count;
    private bool _stuffed;

    /// <summary>Where the next byte would be read; no marker lies before it.</summary>
    public readonly int Position => _position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBit() => ReadBits(1) != 0;

    /// <summary>Up to 32 bits, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadBits(int bits)
    {
        if (_count < bits)
            Fill(bits);
        // In two steps: a shift by 64 would be none.
        var value = (int)(_cache >> 1 >> (63 - bits));
        _cache <<= bits;
        _count -= bits;
        return value;
    }

    /// <summary>A number by the limited Golomb code of the order (T.87 A.5.3).</summary>
    /// <param name="order">Bits that follow the prefix.</param>
    /// <param name="longestPrefix">Zeros that say that the number less one follows as it is.</param>
    /// <param name="plainBits">Bits of such a number.</param>
    public int ReadGolomb(int order, int longestPrefix, int plainBits)
    {
        var zeros = 0;
        while (_cache == 0)
        {
            zeros += _count;
            _count = 0;
            if (zeros > longestPrefix)
                throw Damaged();
            Fill(1);
        }

        var last = BitOperations.LeadingZeroCount(_cache);
        _cache = _cache << last << 1;
        _count -= last + 1;
        zeros += last;
        if (zeros < longestPrefix)
            return (zeros << order) | ReadBits(order);
        return zeros == longestPrefix ? ReadBits(plainBits) + 1 : throw Damaged();
    }

    private static FrameCodecException Damaged() => new("The JPEG-LS stream is damaged: it has a code that no sample could have.");

    private void Fill(int needed)
    {
        while (_count <= 56 && _position < _data.Length)
        {
            var value = _data[_position];
            if (value == 0xFF && (_position + 1 == _data.Length || _data[_position + 1] >= 0x80))
                break;
            var bits = _stuffed ? 7 : 8;
            _cache |= (ulong)value << (64 - bits - _count);
            _count += bits;
            _stuffed = value == 0xFF;
            _position++;
        }

        if (_count < needed)
            throw new FrameCodecException("The JPEG-LS stream is cut off: a scan ends before its last sample.");
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>Reads the bits of entropy-coded data, up to the next marker (ITU-T T.81 F.2.2.5): stuffed zeros are left out, and a code that goes on behind the end is refused.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    /// <summary>A Huffman code and what belongs to it have at most so many bits.</summary>
    private const int Most = 32;

    private readonly ReadOnlySpan<byte> _data = data;

    // The bits that come next, from the highest one on, and how many of them are true; below them are zeros.
    private ulong _bits;
    private int _count;

    /// <summary>How far the data are taken in: at most up to the next marker.</summary>
    public int Position { get; private set; }

    /// <summary>Decodes the symbol that comes next. Up to 16 bits can be received behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(JpegHuffmanTable table)
    {
        if (_count < Most)
            Fill();
        var entry = table.Look((int)(_bits >> 48));
        Skip(entry >> 8);
        return entry != 0 ? entry & 0xFF : throw NoCode();
    }

    /// <summary>The value of so many bits, 1 to 16, as the standard's RECEIVE and EXTEND give it: without the leading one it is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReceiveExtended(int length)
    {
        var value = (int)(_bits >> (64 - length));
        Skip(length);
        return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
    }

    /// <summary>Passes over a restart marker, and what is left before it.</summary>
    /// <param name="number">Which of the eight has to come.</param>
    public void Restart(int number)
    {
        Position = NextMarker();
        if (Position + 1 >= _data.Length || _data[Position + 1] != JpegMarker.Restart0 + number)
            throw new FrameCodecException($"JPEG: restart marker {number} is not where it has to be; the stream is damaged or cut off.");
        Position += 2;
        _bits = 0;
        _count = 0;
    }

    /// <summary>Where the next marker begins; the end of the data when there is none.</summary>
    public readonly int NextMarker()
    {
        for (var at = Position; at + 1 < _data.Length; at++)
        {
            if (_data[at] == JpegMarker.Prefix && _data[at + 1] is not (0 or JpegMarker.Prefix))
                return at;
        }

        return _data.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Skip(int length)
    {
        _bits <<= length;
        _count -= length;
        if (_count < 0)
            throw CutOff();
    }

    private void Fill()
    {
        while (_count <= 56 && Position < _data.Length)
        {
            if (_count <= 32 && Position + 4 <= _data.Length && BinaryPrimitives.ReadUInt32BigEndian(_data[Position..]) is var four && !MayHoldPrefix(four))
            {
                _bits |= (ulong)four << (32 - _count);
                _count += 32;
                Position += 4;
                continue;
            }

            var next = _data[Position];
            if (next == JpegMarker.Prefix)
            {
                if (Position + 1 >= _data.Length || _data[Position + 1] != 0)
                    return;
                Position++;
            }

            Position++;
            _bits |= (ulong)next << (56 - _count);
            _count += 8;
        }
    }

    // True when one of four bytes is FF; now and then also when none is.
    private static bool MayHoldPrefix(uint four) => (four & ~(four + 0x01010101) & 0x80808080) != 0;

    private static FrameCodecException NoCode() => new("JPEG: bits that are no Huffman code; the stream is damaged or cut off.");

    private static FrameCodecException CutOff() => new("JPEG: the entropy-coded data end too early; the stream is damaged or cut off.");
}

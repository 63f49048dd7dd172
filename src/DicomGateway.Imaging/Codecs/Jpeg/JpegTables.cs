using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>The tables that are in force where a stream has been read up to (ITU-T T.81 B.2.4).</summary>
internal sealed class JpegTables
{
    private readonly JpegHuffmanTable?[] _dc = new JpegHuffmanTable?[4];
    private readonly JpegHuffmanTable?[] _ac = new JpegHuffmanTable?[4];
    private readonly ushort[]?[] _quantization = new ushort[]?[4];

    /// <summary>Minimum coded units between two restart markers; 0 when there are none.</summary>
    public int RestartInterval { get; private set; }

    public JpegHuffmanTable Dc(int table) => _dc[table] ?? throw new FrameCodecException($"JPEG: a scan takes DC or lossless Huffman table {table}, which is not defined.");

    public JpegHuffmanTable Ac(int table) => _ac[table] ?? throw new FrameCodecException($"JPEG: a scan takes AC Huffman table {table}, which is not defined.");

    /// <summary>64 steps, in zig-zag order.</summary>
    public ushort[] Quantization(int table) =>
        _quantization[table] ?? throw new FrameCodecException($"JPEG: a scan takes quantization table {table}, which is not defined.");

    public void ReadHuffman(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            if (segment.Length < 17 || segment[0] >> 4 > 1 || (segment[0] & 15) > 3)
                throw new FrameCodecException("JPEG: a Huffman table is cut off, or of a class or number that does not exist.");
            var counts = segment.Slice(1, 16);
            var symbols = 0;
            foreach (var count in counts)
                symbols += count;
            if (symbols > 256 || segment.Length < 17 + symbols)
                throw new FrameCodecException($"JPEG: a Huffman table of {symbols} codes is cut off or too large.");
            (segment[0] >> 4 == 0 ? _dc : _ac)[segment[0] & 15] = new JpegHuffmanTable(counts, segment.Slice(17, symbols));
            segment = segment[(17 + symbols)..];
        }
    }

    public void ReadQuantization(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var size = segment[0] >> 4 == 0 ? 1 : 2;
            if (segment[0] >> 4 > 1 || (segment[0] & 15) > 3 || segment.Length < 1 + (64 * size))
                throw new FrameCodecException("JPEG: a quantization table is cut off, or of a precision or number that does not exist.");
            var steps = new ushort[64];
            for (var index = 0; index < steps.Length; index++)
                steps[index] = size == 1 ? segment[1 + index] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (2 * index))..]);
            _quantization[segment[0] & 15] = steps;
            segment = segment[(1 + (64 * size))..];
        }
    }

    public void ReadRestartInterval(ReadOnlySpan<byte> segment) => RestartInterval = segment.Length == 2
        ? BinaryPrimitives.ReadUInt16BigEndian(segment)
        : throw new FrameCodecException($"JPEG: a restart interval has {segment.Length} bytes instead of 2.");
}

using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs.Rle;

/// <summary>The header of an RLE frame (PS3.5 G.5): the number of its segments, and where each begins.</summary>
internal static class RleHeader
{
    public const int Length = 64;

    /// <summary>Checks the header as a whole: as many segments as planes, one behind the other, all within the frame.</summary>
    public static void Check(ReadOnlySpan<byte> coded, int planes)
    {
        if (coded.Length < Length)
            throw new FrameCodecException($"RLE: the frame has {coded.Length} bytes, less than its header of {Length}.");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(coded);
        if (count != planes)
            throw new FrameCodecException($"RLE: the frame has {count} segments, but its pixels have {planes} bytes.");
        uint last = Length - 1;
        for (var segment = 0; segment < planes; segment++)
        {
            var start = Offset(coded, segment);
            if (start <= last || start >= coded.Length)
                throw new FrameCodecException($"RLE: segment {segment + 1} begins at byte {start}, outside of the frame of {coded.Length} bytes or within what comes before it.");
            last = start;
        }
    }

    /// <summary>The bytes of a segment, padding included.</summary>
    public static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> coded, int segment, int planes)
    {
        var start = (int)Offset(coded, segment);
        return segment + 1 < planes ? coded[start..(int)Offset(coded, segment + 1)] : coded[start..];
    }

    public static void Write(Span<byte> header, ReadOnlySpan<int> starts)
    {
        header[..Length].Clear();
        BinaryPrimitives.WriteInt32LittleEndian(header, starts.Length);
        for (var segment = 0; segment < starts.Length; segment++)
            BinaryPrimitives.WriteInt32LittleEndian(header[(4 * (segment + 1))..], starts[segment]);
    }

    private static uint Offset(ReadOnlySpan<byte> coded, int segment) => BinaryPrimitives.ReadUInt32LittleEndian(coded[(4 * (segment + 1))..]);
}

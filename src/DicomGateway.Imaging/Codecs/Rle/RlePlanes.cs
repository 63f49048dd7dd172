namespace DicomGateway.Imaging.Codecs.Rle;

/// <summary>The byte planes that a frame is cut into, one a segment (PS3.5 G.2): sample by sample, each from its most significant byte on.</summary>
/// <param name="Count">How many planes: bytes of a pixel.</param>
/// <param name="Length">Bytes of one plane.</param>
/// <param name="RowLength">Bytes of a plane that belong to one row, which is coded by itself (G.3.1).</param>
internal readonly record struct RlePlanes(int Count, int Length, int RowLength)
{
    /// <summary>A header has room for so many segments (PS3.5 G.5).</summary>
    private const int MostSegments = 15;

    public static RlePlanes Of(in FrameLayout layout, int frameLength)
    {
        if (layout.BitsAllocated is not (1 or 8 or 16 or 32))
            throw new FrameCodecException($"RLE: frames of {layout.BitsAllocated} bits allocated cannot be cut into bytes; only 1, 8, 16 and 32 can.");
        if (layout.Rows < 1 || layout.Columns < 1 || layout.SamplesPerPixel < 1 || layout.Length != frameLength)
            throw new FrameCodecException($"RLE: {frameLength} bytes are no frame of {layout.Rows} x {layout.Columns} pixels with {layout.SamplesPerPixel} samples.");
        // Pixels of one bit are coded as the bytes that they are packed into; a row that ends within a byte has no end of its own.
        if (layout.BitsAllocated == 1)
            return new RlePlanes(1, frameLength, (layout.Columns * layout.SamplesPerPixel) % 8 == 0 ? layout.Columns * layout.SamplesPerPixel / 8 : frameLength);
        var count = (long)layout.SamplesPerPixel * layout.BytesPerSample;
        return count <= MostSegments
            ? new RlePlanes((int)count, (int)(frameLength / count), layout.Columns)
            : throw new FrameCodecException($"RLE: a pixel of {count} bytes needs more than the {MostSegments} segments that there can be.");
    }

    /// <summary>Where a segment's bytes lie within a pixel that lies in memory little endian.</summary>
    public static int OffsetInPixel(int segment, int bytesPerSample) => segment + bytesPerSample - 1 - (2 * (segment % bytesPerSample));
}

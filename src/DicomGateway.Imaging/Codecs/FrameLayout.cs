namespace DicomGateway.Imaging.Codecs;

/// <summary>How one decoded frame lies in memory: as native pixel data do, little endian, row by row, all samples of a pixel together (PS3.3 C.7.6.3.1).</summary>
/// <param name="Rows">Rows (0028,0010), at least 1.</param>
/// <param name="Columns">Columns (0028,0011), at least 1.</param>
/// <param name="SamplesPerPixel">Samples per Pixel (0028,0002).</param>
/// <param name="BitsAllocated">Bits Allocated (0028,0100): 8 or 16; RLE and deflate also 32, and 1 (eight pixels a byte, each frame from a byte of its own).</param>
/// <param name="BitsStored">Bits Stored (0028,0101).</param>
/// <param name="IsSigned">Pixel Representation (0028,0103) is 1: two's complement, its sign carried on to the whole cell.</param>
public readonly record struct FrameLayout(int Rows, int Columns, int SamplesPerPixel, int BitsAllocated, int BitsStored, bool IsSigned)
{
    public int BytesPerSample => (BitsAllocated + 7) / 8;

    /// <summary>Bytes of the frame.</summary>
    public long Length => BitsAllocated == 1 ? (((long)Rows * Columns * SamplesPerPixel) + 7) / 8 : (long)Rows * Columns * SamplesPerPixel * BytesPerSample;
}

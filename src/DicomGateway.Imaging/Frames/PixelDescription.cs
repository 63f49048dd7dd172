namespace DicomGateway.Imaging.Frames;

/// <summary>The pixel data's shape as the header says it (PS3.3 C.7.6.3) and as it is.</summary>
/// <param name="Rows">Rows (0028,0010), 0 when missing.</param>
/// <param name="Columns">Columns (0028,0011), 0 when missing.</param>
/// <param name="SamplesPerPixel">Samples per Pixel (0028,0002), 1 when missing.</param>
/// <param name="Frames">Number of Frames (0028,0008), 1 when missing.</param>
/// <param name="BitsAllocated">Bits of one sample's cell.</param>
/// <param name="BitsStored">Bits of the cell that hold the sample.</param>
/// <param name="ExpectedLength">Rows x Columns x Samples x Frames in bytes; null when the header does not say.</param>
/// <param name="ActualLength">Length of native pixel data; of encapsulated ones the sum over all fragments.</param>
/// <param name="Fragments">Number of fragments; null for native pixel data.</param>
public sealed record PixelDescription(
    int Rows, int Columns, int SamplesPerPixel, long Frames, int BitsAllocated, int BitsStored, long? ExpectedLength, long ActualLength, int? Fragments)
{
    /// <summary>True when an overlay lies in unused bits of the pixel data (retired way of PS3.3 C.9.2).</summary>
    public bool HasEmbeddedOverlay { get; init; }
}

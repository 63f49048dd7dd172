using System.IO.Compression;

namespace DicomGateway.Imaging.Codecs.Deflated;

/// <summary>Decodes Deflated Image Frame Compression (PS3.5 A.4): native pixels in one deflate stream (RFC 1951) a frame.</summary>
internal sealed class DeflatedDecoder : IFrameDecoder
{
    public IReadOnlyList<string> TransferSyntaxUids { get; } = ["1.2.840.10008.1.2.8.1"];

    public void Decode(ReadOnlySpan<byte> coded, in FrameLayout layout, Span<byte> samples)
    {
        if (layout.Length != samples.Length)
            throw new FrameCodecException($"Deflate: {samples.Length} bytes are no frame of {layout.Rows} x {layout.Columns} pixels with {layout.SamplesPerPixel} samples.");
        using var inflated = new DeflateStream(new MemoryStream(coded.ToArray(), writable: false), CompressionMode.Decompress);
        bool isLonger;
        int length;
        try
        {
            length = inflated.ReadAtLeast(samples, samples.Length, throwOnEndOfStream: false);
            // No more than the frame and a byte is ever inflated, whatever the stream holds.
            isLonger = length == samples.Length && inflated.ReadByte() >= 0;
        }
        catch (InvalidDataException e)
        {
            throw new FrameCodecException("Deflate: the stream is damaged or cut off.", e);
        }

        if (length < samples.Length || isLonger)
            throw new FrameCodecException($"Deflate: the stream holds {(isLonger ? "more" : "less")} than the {samples.Length} bytes of the frame.");
    }
}

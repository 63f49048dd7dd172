using System.Buffers;
using System.IO.Compression;

namespace DicomGateway.Imaging.Codecs.Deflated;

/// <summary>Encodes Deflated Image Frame Compression (PS3.5 A.4).</summary>
internal sealed class DeflatedEncoder : IFrameEncoder
{
    public string TransferSyntaxUid => "1.2.840.10008.1.2.8.1";

    public void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, IBufferWriter<byte> coded)
    {
        if (layout.Length != samples.Length)
            throw new FrameCodecException($"Deflate: {samples.Length} bytes are no frame of {layout.Rows} x {layout.Columns} pixels with {layout.SamplesPerPixel} samples.");
        using var deflated = new MemoryStream();
        using (var stream = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(samples);
        if (deflated.Length % 2 != 0)
            deflated.WriteByte(0);
        coded.Write(deflated.GetBuffer().AsSpan(0, (int)deflated.Length));
    }
}

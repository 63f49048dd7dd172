using System.Buffers;

namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>JPEG-LS, lossless. The components of colours follow each other sample by sample.</summary>
internal sealed class JpegLsEncoder : IFrameEncoder
{
    public string TransferSyntaxUid => "1.2.840.10008.1.2.4.80";

    public void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, IBufferWriter<byte> coded)
    {
        ArgumentNullException.ThrowIfNull(coded);
        Encode(samples, layout, new JpegLsCoding(0, layout.SamplesPerPixel == 1 ? JpegLsInterleave.None : JpegLsInterleave.Sample), coded);
    }

    internal static void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, in JpegLsCoding coding, IBufferWriter<byte> coded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, layout.Length);
        if (layout.Rows is < 1 or > ushort.MaxValue || layout.Columns is < 1 or > ushort.MaxValue || layout.SamplesPerPixel is < 1 or > 4)
            throw new FrameCodecException($"JPEG-LS has no frame of {layout.Rows} rows, {layout.Columns} columns and {layout.SamplesPerPixel} samples a pixel.");
        var whole = new ArrayBufferWriter<byte>(samples.Length / 2 + 256);
        JpegLsStreamWriter.Write(samples, layout, coding, whole);
        coded.Write(whole.WrittenSpan);
        if (whole.WrittenCount % 2 != 0)
            coded.Write("\0"u8);
    }
}

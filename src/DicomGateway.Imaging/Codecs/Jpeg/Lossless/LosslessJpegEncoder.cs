using System.Buffers;

namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>Lossless JPEG, process 14 with selection value 1: each sample is expected to be as the one to its left.</summary>
internal sealed class LosslessJpegEncoder : IFrameEncoder
{
    public string TransferSyntaxUid => "1.2.840.10008.1.2.4.70";

    public void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, IBufferWriter<byte> coded)
    {
        ArgumentNullException.ThrowIfNull(coded);
        Encode(samples, layout, new LosslessCoding(LosslessPredictor.Left, 0, 0, Interleaved: true), coded);
    }

    internal static void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, in LosslessCoding coding, IBufferWriter<byte> coded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, layout.Length);
        if (layout.Rows is < 1 or > ushort.MaxValue || layout.Columns is < 1 or > ushort.MaxValue || layout.SamplesPerPixel is < 1 or > 4)
            throw new FrameCodecException($"JPEG has no frame of {layout.Rows} rows, {layout.Columns} columns and {layout.SamplesPerPixel} samples a pixel.");
        var whole = new ArrayBufferWriter<byte>((samples.Length / 2) + 256);
        LosslessStreamWriter.Write(samples, layout, coding, whole);
        coded.Write(whole.WrittenSpan);
        if (whole.WrittenCount % 2 != 0)
            coded.Write("\0"u8);
    }
}

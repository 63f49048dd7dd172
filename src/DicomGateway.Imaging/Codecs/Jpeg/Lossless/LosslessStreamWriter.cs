using System.Buffers;
using System.Buffers.Binary;

namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>Writes whole streams of lossless JPEG.</summary>
internal static class LosslessStreamWriter
{
    public static void Write(ReadOnlySpan<byte> samples, in FrameLayout layout, in LosslessCoding coding, IBufferWriter<byte> coded)
    {
        var precision = FrameCells.PrecisionOf(samples, layout);
        coded.Write((ReadOnlySpan<byte>)[JpegMarker.Prefix, JpegMarker.StartOfImage]);
        WriteFrame(layout, precision, coded);
        if (coding.RestartLines > 0)
            WriteRestartInterval(coding.RestartLines * layout.Columns, coded);
        var all = Enumerable.Range(0, layout.SamplesPerPixel).ToArray();
        foreach (var components in coding.Interleaved ? [all] : all.Select(component => new[] { component }))
        {
            var scan = new LosslessScanEncoder(coding, components, precision, layout);
            var table = scan.Survey(samples);
            Segment(coded, JpegMarker.DefineHuffmanTables, [0, .. table.Counts, .. table.Symbols]);
            WriteScan(coding, components, coded);
            scan.Write(samples, table, coded);
        }

        coded.Write((ReadOnlySpan<byte>)[JpegMarker.Prefix, JpegMarker.EndOfImage]);
    }

    private static void WriteFrame(in FrameLayout layout, int precision, IBufferWriter<byte> coded)
    {
        var segment = new byte[6 + (3 * layout.SamplesPerPixel)];
        segment[0] = (byte)precision;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(1), (ushort)layout.Rows);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(3), (ushort)layout.Columns);
        segment[5] = (byte)layout.SamplesPerPixel;
        for (var component = 0; component < layout.SamplesPerPixel; component++)
            (segment[6 + (3 * component)], segment[7 + (3 * component)]) = ((byte)(component + 1), 0x11);
        Segment(coded, JpegMarker.Sof3Lossless, segment);
    }

    private static void WriteRestartInterval(int interval, IBufferWriter<byte> coded)
    {
        if (interval > ushort.MaxValue)
            throw new FrameCodecException($"A JPEG restart interval of {interval} samples is too long.");
        Segment(coded, JpegMarker.DefineRestartInterval, [(byte)(interval >> 8), (byte)interval]);
    }

    private static void WriteScan(in LosslessCoding coding, int[] components, IBufferWriter<byte> coded)
    {
        var segment = new byte[4 + (2 * components.Length)];
        segment[0] = (byte)components.Length;
        for (var index = 0; index < components.Length; index++)
            segment[1 + (2 * index)] = (byte)(components[index] + 1);
        segment[^3] = (byte)coding.Predictor;
        segment[^1] = (byte)coding.PointTransform;
        Segment(coded, JpegMarker.StartOfScan, segment);
    }

    private static void Segment(IBufferWriter<byte> coded, byte marker, ReadOnlySpan<byte> content)
    {
        var length = content.Length + 2;
        coded.Write((ReadOnlySpan<byte>)[JpegMarker.Prefix, marker, (byte)(length >> 8), (byte)length]);
        coded.Write(content);
    }
}

using System.Buffers;

namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>Writes whole streams of lossless JPEG.</summary>
internal static class LosslessStreamWriter
{
    public static void Write(ReadOnlySpan<byte> samples, in FrameLayout layout, in LosslessCoding coding, IBufferWriter<byte> coded)
    {
        var precision = FrameCells.PrecisionOf(samples, layout);
        MarkerWriter.Marker(coded, JpegMarker.StartOfImage);
        MarkerWriter.Frame(coded, JpegMarker.Sof3Lossless, layout, precision);
        if (coding.RestartLines > 0)
            WriteRestartInterval(coding.RestartLines * layout.Columns, coded);
        var all = Enumerable.Range(0, layout.SamplesPerPixel).ToArray();
        foreach (var components in coding.Interleaved ? [all] : all.Select(component => new[] { component }))
        {
            var scan = new LosslessScanEncoder(coding, components, precision, layout);
            var table = scan.Survey(samples);
            MarkerWriter.Segment(coded, JpegMarker.DefineHuffmanTables, [0, .. table.Counts, .. table.Symbols]);
            WriteScan(coding, components, coded);
            scan.Write(samples, table, coded);
        }

        MarkerWriter.Marker(coded, JpegMarker.EndOfImage);
    }

    private static void WriteRestartInterval(int interval, IBufferWriter<byte> coded)
    {
        if (interval > ushort.MaxValue)
            throw new FrameCodecException($"A JPEG restart interval of {interval} samples is too long.");
        MarkerWriter.Segment(coded, JpegMarker.DefineRestartInterval, [(byte)(interval >> 8), (byte)interval]);
    }

    private static void WriteScan(in LosslessCoding coding, int[] components, IBufferWriter<byte> coded)
    {
        var segment = new byte[4 + (2 * components.Length)];
        segment[0] = (byte)components.Length;
        for (var index = 0; index < components.Length; index++)
            segment[1 + (2 * index)] = (byte)(components[index] + 1);
        segment[^3] = (byte)coding.Predictor;
        segment[^1] = (byte)coding.PointTransform;
        MarkerWriter.Segment(coded, JpegMarker.StartOfScan, segment);
    }
}

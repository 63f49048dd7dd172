using System.Buffers;
using System.Buffers.Binary;
using DicomGateway.Imaging.Codecs.JpegLs.Lines;

namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>Writes whole JPEG-LS streams.</summary>
internal static class JpegLsStreamWriter
{
    public static void Write(ReadOnlySpan<byte> samples, in FrameLayout layout, in JpegLsCoding coding, IBufferWriter<byte> coded)
    {
        var precision = FrameCells.PrecisionOf(samples, layout);
        MarkerWriter.Marker(coded, JpegLsMarkers.StartOfImage);
        MarkerWriter.Frame(coded, JpegLsMarkers.StartOfFrame, layout, precision);
        if (coding.Presets != default)
            WritePresets(coding.Presets, coded);
        if (coding.RestartInterval != 0)
            MarkerWriter.Segment(coded, JpegLsMarkers.RestartInterval, [(byte)(coding.RestartInterval >> 8), (byte)coding.RestartInterval]);
        var all = Enumerable.Range(0, layout.SamplesPerPixel).ToArray();
        var scans = coding.Interleave == JpegLsInterleave.None ? all.Select(component => new[] { component }) : [all];
        foreach (var components in scans)
        {
            WriteScan(coding, components, coded);
            var model = new JpegLsModel(new JpegLsParameters(precision, coding.Near, coding.Presets), components.Length);
            new JpegLsScanEncoder(model, components, precision, coding).Encode(samples, layout, coded);
        }

        MarkerWriter.Marker(coded, JpegLsMarkers.EndOfImage);
    }

    private static void WritePresets(in JpegLsPresets presets, IBufferWriter<byte> coded)
    {
        var segment = new byte[11];
        segment[0] = 1;
        int[] values = [presets.MaximumValue, presets.Threshold1, presets.Threshold2, presets.Threshold3, presets.Reset];
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(1 + (2 * index)), (ushort)values[index]);
        MarkerWriter.Segment(coded, JpegLsMarkers.Presets, segment);
    }

    private static void WriteScan(in JpegLsCoding coding, int[] components, IBufferWriter<byte> coded)
    {
        var segment = new byte[4 + (2 * components.Length)];
        segment[0] = (byte)components.Length;
        for (var index = 0; index < components.Length; index++)
            segment[1 + (2 * index)] = (byte)(components[index] + 1);
        segment[^3] = (byte)coding.Near;
        segment[^2] = components.Length == 1 ? (byte)0 : (byte)coding.Interleave;
        MarkerWriter.Segment(coded, JpegLsMarkers.StartOfScan, segment);
    }
}

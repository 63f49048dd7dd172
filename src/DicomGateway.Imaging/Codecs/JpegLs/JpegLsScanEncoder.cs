using System.Buffers;
using DicomGateway.Imaging.Codecs.JpegLs.Lines;

namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>Encodes the data of a scan.</summary>
internal sealed class JpegLsScanEncoder(JpegLsModel model, int[] components, int precision, JpegLsCoding coding)
{
    public void Encode(ReadOnlySpan<byte> samples, in FrameLayout layout, IBufferWriter<byte> coded)
    {
        var columns = layout.Columns;
        var lines = components.Select(_ => new JpegLsLines(columns)).ToArray();
        var interval = coding.RestartInterval == 0 ? layout.Rows : coding.RestartInterval;
        for (int first = 0, restart = 0; first < layout.Rows; first += interval, restart++)
        {
            if (first > 0)
                Restart(restart - 1, lines, coded);
            var encoder = new JpegLsLineEncoder(model, new JpegLsBitWriter(coded));
            for (var row = first; row < Math.Min(layout.Rows, first + interval); row++)
                EncodeLine(ref encoder, samples, layout, row, lines);
            encoder.Finish();
        }
    }

    private void EncodeLine(ref JpegLsLineEncoder encoder, ReadOnlySpan<byte> samples, in FrameLayout layout, int row, JpegLsLines[] lines)
    {
        for (var index = 0; index < lines.Length; index++)
        {
            FrameCells.Read(samples, layout, row, components[index], precision, lines[index].Samples);
            if (coding.Interleave != JpegLsInterleave.Sample)
                encoder.Encode(lines[index], index);
        }

        if (coding.Interleave == JpegLsInterleave.Sample)
            JpegLsPixelEncoder.Encode(ref encoder, model, lines);
    }

    private void Restart(int number, JpegLsLines[] lines, IBufferWriter<byte> coded)
    {
        MarkerWriter.Marker(coded, (byte)(JpegLsMarkers.Restart0 + (number & 7)));
        model.Reset();
        foreach (var component in lines)
            component.Reset();
    }
}

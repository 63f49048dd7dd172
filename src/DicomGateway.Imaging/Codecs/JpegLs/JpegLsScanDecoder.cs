using DicomGateway.Imaging.Codecs.JpegLs.Lines;

namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>Decodes a scan into the cells of a frame.</summary>
internal sealed class JpegLsScanDecoder
{
    private readonly JpegLsScanHeader _scan;
    private readonly JpegLsHeaders _headers;
    private readonly JpegLsModel _model;
    private readonly JpegLsLines[] _lines;

    public JpegLsScanDecoder(JpegLsScanHeader scan, JpegLsHeaders headers)
    {
        _scan = scan;
        _headers = headers;
        _model = new JpegLsModel(new JpegLsParameters(headers.Precision, scan.Near, headers.Presets), scan.Components.Length);
        _lines = [.. scan.Components.Select(_ => new JpegLsLines(headers.Columns))];
    }

    /// <summary>Returns where the data of the scan end.</summary>
    public int Decode(ReadOnlySpan<byte> coded, int position, in FrameLayout layout, Span<byte> samples)
    {
        var interval = _headers.RestartInterval == 0 ? layout.Rows : (int)Math.Min(layout.Rows, _headers.RestartInterval);
        for (int first = 0, restart = 0; first < layout.Rows; first += interval, restart++)
        {
            if (first > 0)
                position = Restart(coded, position, restart - 1);
            var decoder = new JpegLsLineDecoder(_model, new JpegLsBitReader(coded[position..]));
            for (var row = first; row < Math.Min(layout.Rows, first + interval); row++)
                DecodeLine(ref decoder, layout, row, samples);
            position += decoder.Position;
        }

        return position;
    }

    private void DecodeLine(ref JpegLsLineDecoder decoder, in FrameLayout layout, int row, Span<byte> samples)
    {
        if (_scan.Interleave == JpegLsInterleave.Sample)
            JpegLsPixelDecoder.Decode(ref decoder, _model, _lines);
        for (var index = 0; index < _lines.Length; index++)
        {
            if (_scan.Interleave != JpegLsInterleave.Sample)
                decoder.Decode(_lines[index], index);
            // The line decoded has become the one above.
            var line = _lines[index].Above.AsSpan(1, layout.Columns);
            if (_scan.PointTransform == 0)
            {
                FrameCells.Write(line, _headers.Precision, layout, row, _scan.Components[index], samples);
                continue;
            }

            var shifted = _lines[index].Samples;
            for (var column = 0; column < line.Length; column++)
                shifted[column] = line[column] << _scan.PointTransform;
            FrameCells.Write(shifted, _headers.Precision, layout, row, _scan.Components[index], samples);
        }
    }

    private int Restart(ReadOnlySpan<byte> coded, int position, int number)
    {
        var marker = JpegLsMarkers.Next(coded, ref position);
        if (marker != JpegLsMarkers.Restart0 + (number & 7))
            throw new FrameCodecException("The JPEG-LS stream is damaged: a restart marker is missing.");
        _model.Reset();
        foreach (var lines in _lines)
            lines.Reset();
        return position;
    }
}

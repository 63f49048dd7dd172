namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>Decodes a scan of lossless JPEG into the cells of a frame (ITU-T T.81 annex H).</summary>
internal sealed class LosslessScanDecoder
{
    // A difference of this category is 32768, without more bits.
    private const int LargestCategory = 16;
    private readonly JpegFrameHeader _frame;
    private readonly JpegScanHeader _scan;
    private readonly JpegHuffmanTable[] _tables;
    private readonly LosslessLines[] _lines;
    private readonly int _first;
    // Lines from one restart marker to the next.
    private readonly int _interval;

    public LosslessScanDecoder(JpegFrameHeader frame, JpegScanHeader scan, JpegTables tables)
    {
        if (scan.SpectralStart is < LosslessPredictor.Left or > LosslessPredictor.Last)
            throw new FrameCodecException($"JPEG: predictor {scan.SpectralStart} of a lossless scan does not exist.");
        if (scan.ApproximationLow >= frame.Precision)
            throw new FrameCodecException($"JPEG: a point transform by {scan.ApproximationLow} bits leaves nothing of {frame.Precision}.");
        if (tables.RestartInterval % frame.SamplesPerLine != 0)
            throw new FrameCodecException($"JPEG: a restart interval of {tables.RestartInterval} ends within a line, which lossless streams must not have.");
        _frame = frame;
        _scan = scan;
        _tables = [.. scan.Components.Select(component => tables.Dc(component.DcTable))];
        _lines = [.. scan.Components.Select(_ => new LosslessLines(frame.SamplesPerLine))];
        _first = LosslessPredictor.First(frame.Precision, scan.ApproximationLow);
        _interval = tables.RestartInterval / frame.SamplesPerLine;
    }

    /// <summary>Returns how many bytes of the data belong to the scan.</summary>
    public int Decode(ReadOnlySpan<byte> data, in FrameLayout layout, Span<byte> samples)
    {
        var bits = new JpegBits(data);
        for (int row = 0, restarts = 0; row < layout.Rows; row++)
        {
            var first = row == 0;
            if (row > 0 && _interval > 0 && row % _interval == 0)
            {
                bits.Restart(restarts++ & 7);
                first = true;
            }

            if (_lines.Length == 1)
                DecodeLine(ref bits, first);
            else
                DecodeInterleavedLine(ref bits, first);
            for (var index = 0; index < _lines.Length; index++)
                Write(index, layout, row, samples);
        }

        return bits.NextMarker();
    }

    private static int Difference(ref JpegBits bits, JpegHuffmanTable table)
    {
        var category = bits.Decode(table);
        if (category == 0)
            return 0;
        if (category < LargestCategory)
            return bits.ReceiveExtended(category);
        return category == LargestCategory ? 1 << 15 : throw new FrameCodecException($"JPEG: a difference of {category} bits, which lossless streams do not have.");
    }

    private void DecodeLine(ref JpegBits bits, bool first)
    {
        var table = _tables[0];
        var above = _lines[0].Above;
        var current = _lines[0].Current;
        var selection = first ? LosslessPredictor.Left : _scan.SpectralStart;
        var left = (ushort)((first ? _first : above[0]) + Difference(ref bits, table));
        current[0] = left;
        for (var column = 1; column < current.Length; column++)
        {
            // Modulo 65536, whatever the precision: so wide are the samples of some signed streams.
            left = (ushort)(LosslessPredictor.Predict(selection, left, above[column], above[column - 1]) + Difference(ref bits, table));
            current[column] = left;
        }
    }

    private void DecodeInterleavedLine(ref JpegBits bits, bool first)
    {
        for (var column = 0; column < _frame.SamplesPerLine; column++)
        {
            for (var index = 0; index < _lines.Length; index++)
            {
                var above = _lines[index].Above;
                var current = _lines[index].Current;
                var predicted = column == 0
                    ? first ? _first : above[0]
                    : LosslessPredictor.Predict(first ? LosslessPredictor.Left : _scan.SpectralStart, current[column - 1], above[column], above[column - 1]);
                current[column] = (ushort)(predicted + Difference(ref bits, _tables[index]));
            }
        }
    }

    private void Write(int index, in FrameLayout layout, int row, Span<byte> samples)
    {
        var lines = _lines[index];
        var line = lines.Current;
        lines.Next();
        if (_scan.ApproximationLow > 0)
        {
            // The line above the last one is not needed any more.
            var whole = lines.Current;
            for (var column = 0; column < line.Length; column++)
                whole[column] = line[column] << _scan.ApproximationLow;
            line = whole;
        }

        FrameCells.Write(line, _frame.Precision, layout, row, _scan.Components[index].Index, samples);
    }
}

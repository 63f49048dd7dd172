namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>One scan of a sequential image (ITU-T T.81 F.2, A.2): its minimum coded units, one after the other.</summary>
internal sealed class JpegSequentialScan
{
    /// <summary>A minimum coded unit has at most so many blocks (ITU-T T.81 B.2.3).</summary>
    private const int MostBlocks = 10;

    private readonly Part[] _parts;
    private readonly int _unitsPerRow;
    private readonly int _unitRows;
    private readonly int _restartInterval;

    public JpegSequentialScan(JpegFrameHeader frame, JpegScanHeader scan, JpegTables tables, in FrameLayout layout)
    {
        var together = scan.Components.Count > 1;
        _parts = new Part[scan.Components.Count];
        var blocks = 0;
        for (var index = 0; index < _parts.Length; index++)
        {
            var of = scan.Components[index];
            var component = frame.Components[of.Index];
            // A component that comes alone comes block by block, whatever its factors.
            int across = together ? component.Horizontal : 1, down = together ? component.Vertical : 1;
            var decoder = new JpegBlockDecoder(tables.Dc(of.DcTable), tables.Ac(of.AcTable), tables.Quantization(component.QuantizationTable), frame.Precision);
            _parts[index] = new Part(new JpegComponentRows(frame, of.Index, layout), decoder, across, down);
            blocks += across * down;
        }

        if (blocks > MostBlocks)
            throw new FrameCodecException($"JPEG: a scan has units of {blocks} blocks, more than the {MostBlocks} that there can be.");
        var rows = _parts[0].Rows;
        _unitsPerRow = JpegComponentRows.Blocks(together ? layout.Columns : rows.Width, together ? 8 * frame.MaxHorizontal : 8);
        _unitRows = JpegComponentRows.Blocks(together ? layout.Rows : rows.Height, together ? 8 * frame.MaxVertical : 8);
        _restartInterval = tables.RestartInterval;
    }

    /// <summary>Decodes the scan into its places of the frame.</summary>
    /// <returns>How much of the data the scan took.</returns>
    public int Decode(ReadOnlySpan<byte> entropyCoded, Span<byte> samples)
    {
        var bits = new JpegBits(entropyCoded);
        var unitsToRestart = _restartInterval;
        var restarts = 0;
        for (var row = 0; row < _unitRows; row++)
        {
            for (var column = 0; column < _unitsPerRow; column++)
            {
                if (_restartInterval != 0 && unitsToRestart-- == 0)
                {
                    Restart(ref bits, restarts++ % 8);
                    unitsToRestart = _restartInterval - 1;
                }

                foreach (var part in _parts)
                    part.DecodeUnit(ref bits, column);
            }

            foreach (var part in _parts)
                part.Rows.Complete(part.Down, samples);
        }

        return bits.NextMarker();
    }

    private void Restart(ref JpegBits bits, int number)
    {
        bits.Restart(number);
        foreach (var part in _parts)
            part.Decoder.Restart();
    }

    /// <summary>A component's part of each unit: so many blocks across and down.</summary>
    private sealed record Part(JpegComponentRows Rows, JpegBlockDecoder Decoder, int Across, int Down)
    {
        public void DecodeUnit(ref JpegBits bits, int column)
        {
            for (var row = 0; row < Down; row++)
            {
                for (var block = 0; block < Across; block++)
                    Decoder.Decode(ref bits, Rows.Block(row, (column * Across) + block), Rows.Stride);
            }
        }
    }
}

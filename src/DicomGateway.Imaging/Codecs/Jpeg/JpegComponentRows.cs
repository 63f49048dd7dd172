namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>
/// The samples of one component while its blocks come, a row of them at a time. Lines leave as soon as the line below them, which upsampling asks for, is there;
/// so that no more than some lines are held.
/// </summary>
internal sealed class JpegComponentRows
{
    // Lines of the rows of blocks before, which upsampling still asks for.
    private const int Kept = 2;

    private readonly JpegComponent _component;
    private readonly JpegFrameHeader _frame;
    private readonly JpegSampleWriter _writer;
    private readonly short[] _lines;
    private readonly short[] _wide;
    private int _first;
    private int _next;

    public JpegComponentRows(JpegFrameHeader frame, int index, in FrameLayout layout)
    {
        _frame = frame;
        _component = frame.Components[index];
        _writer = new JpegSampleWriter(layout, index);
        Width = Reduce(layout.Columns, _component.Horizontal, frame.MaxHorizontal);
        Height = Reduce(layout.Rows, _component.Vertical, frame.MaxVertical);
        Stride = Blocks(layout.Columns, 8 * frame.MaxHorizontal) * 8 * _component.Horizontal;
        _lines = new short[(Kept + (8 * _component.Vertical)) * Stride];
        _wide = new short[Math.Max(layout.Columns, 2 * Width)];
    }

    /// <summary>Samples of a line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>From one line to the next.</summary>
    public int Stride { get; }

    public static int Blocks(int length, int size) => (length + size - 1) / size;

    /// <summary>Where the first sample of a block goes.</summary>
    /// <param name="row">Row of blocks, of those that come together.</param>
    /// <param name="column">Block of the row.</param>
    public Span<short> Block(int row, int column) => _lines.AsSpan(((Kept + (8 * row)) * Stride) + (8 * column));

    /// <summary>Goes on to the next rows of blocks.</summary>
    /// <param name="rows">How many of them came together.</param>
    /// <param name="samples">The frame.</param>
    public void Complete(int rows, Span<byte> samples)
    {
        var end = _first + (8 * rows);
        for (var until = end < Height ? end - 1 : Height; _next < until; _next++)
            Leave(_next, samples);
        _lines.AsSpan(8 * rows * Stride, Kept * Stride).CopyTo(_lines);
        _first = end;
    }

    private void Leave(int line, Span<byte> samples)
    {
        int most = _frame.MaxVertical, factor = _component.Vertical;
        var wide = Width >= JpegUpsampling.ShortestWeighted && 2 * _component.Horizontal == _frame.MaxHorizontal;
        var both = wide && 2 * factor == most;
        int from = Blocks(line * most, factor), to = Math.Min(Blocks((line + 1) * most, factor), _writer.Rows);
        if (!both && from < to)
            Widen(line, wide);
        for (var row = from; row < to; row++)
        {
            if (both)
                JpegUpsampling.Double(Line(line), Line(row % 2 == 0 ? Math.Max(line - 1, 0) : Math.Min(line + 1, Height - 1)), _wide);
            _writer.Write(_wide, row, samples);
        }
    }

    private void Widen(int line, bool weighted)
    {
        if (_component.Horizontal == _frame.MaxHorizontal)
            Line(line).CopyTo(_wide);
        else if (weighted && _component.Vertical == _frame.MaxVertical)
            JpegUpsampling.Double(Line(line), _wide);
        else
            JpegUpsampling.Repeat(Line(line), _wide, _component.Horizontal, _frame.MaxHorizontal);
    }

    private ReadOnlySpan<short> Line(int line) => _lines.AsSpan((line - _first + Kept) * Stride, Width);

    private static int Reduce(int length, int factor, int most) => ((length * factor) + most - 1) / most;
}

namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>The line in work and the one above it, of one component. Samples start at index 1; before and after them lies what T.87 A.2.1 puts there.</summary>
internal sealed class JpegLsLines(int columns)
{
    public int[] Above { get; private set; } = new int[columns + 2];

    public int[] Current { get; private set; } = new int[columns + 2];

    /// <summary>The samples of the line in work.</summary>
    public Span<int> Samples => Current.AsSpan(1, columns);

    /// <summary>Makes the edges of a new line in work.</summary>
    public void Begin()
    {
        Current[0] = Above[1];
        Above[^1] = Above[^2];
    }

    public void End() => (Above, Current) = (Current, Above);

    /// <summary>As if there were no line above.</summary>
    public void Reset()
    {
        Array.Clear(Above);
        Array.Clear(Current);
    }
}

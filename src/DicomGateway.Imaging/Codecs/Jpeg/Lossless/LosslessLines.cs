namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>The line in work and the one above it, of one component.</summary>
internal sealed class LosslessLines(int columns)
{
    public int[] Above { get; private set; } = new int[columns];

    public int[] Current { get; private set; } = new int[columns];

    public void Next() => (Above, Current) = (Current, Above);
}

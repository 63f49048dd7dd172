namespace DicomGateway.Dicom.Encoding;

/// <summary>How to read.</summary>
public sealed record DicomReadOptions
{
    public static DicomReadOptions Default { get; } = new();

    /// <summary>Values and fragments of at least so many bytes stay on disk when the source is a file.</summary>
    public int StoredValueThreshold { get; init; } = 64 * 1024;

    /// <summary>The same for text, which is asked for as a value and searched: only very long text stays on disk.</summary>
    public int StoredTextThreshold { get; init; } = 1024 * 1024;

    public DicomReadLimits Limits { get; init; } = DicomReadLimits.Default;

    /// <summary>
    /// True to return what came of a data set that ends in the middle of an element, with <see cref="DicomLeniencyCode.Truncated"/>; otherwise
    /// that is a <see cref="DicomFormatException"/>.
    /// </summary>
    public bool AllowTruncation { get; init; }
}

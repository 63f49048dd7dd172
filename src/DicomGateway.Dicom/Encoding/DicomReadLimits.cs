namespace DicomGateway.Dicom.Encoding;

/// <summary>
/// How much a data set may claim before reading stops with a <see cref="DicomFormatException"/>. The defaults are far above what real objects hold.
/// </summary>
public sealed record DicomReadLimits
{
    public static DicomReadLimits Default { get; } = new();

    /// <summary>Sequences within sequences; the data set itself is level 0.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Data elements of the data set, those of all items included.</summary>
    public int MaxElements { get; init; } = 1_000_000;

    /// <summary>Items and fragments of the data set, at all levels.</summary>
    public int MaxItems { get; init; } = 1_000_000;

    /// <summary>Items that are set aside on leniencies: duplicates and elements in the wrong place.</summary>
    public int MaxItemsSetAside { get; init; } = 10_000;

    /// <summary>Bytes of values that are held in memory, all together: values that stay on disk do not count.</summary>
    public long MaxMemory { get; init; } = 1L << 30;

    /// <summary>Bytes of one value that has to be held in memory because its source is no file.</summary>
    public long MaxValueInMemory { get; init; } = 256L << 20;

    /// <summary>Bytes of a deflated data set after inflation.</summary>
    public long MaxInflatedLength { get; init; } = 1L << 30;

    /// <summary>Inflated bytes for each deflated byte, once <see cref="InflationRatioFrom"/> bytes have been inflated.</summary>
    public int MaxInflationRatio { get; init; } = 200;

    /// <summary>Inflated bytes from which the ratio counts: an empty image of usual size may well be deflated 1000:1.</summary>
    public long InflationRatioFrom { get; init; } = 16L << 20;
}

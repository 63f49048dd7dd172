namespace DicomGateway.Transfer.Spool;

/// <summary>How the spool uses the disk. Defaults were chosen by measurement, see docs/decisions.</summary>
public sealed record SpoolOptions
{
    /// <summary>A segment takes no further instance beyond this size. An instance bigger than that still lies in one segment.</summary>
    public long SegmentLength { get; init; } = 64L << 20;

    /// <summary>How much of a data set <see cref="SpoolWriter.Head"/> keeps at hand.</summary>
    public int HeadLength { get; init; } = 256 << 10;

    /// <summary>Instances are refused while less than this many bytes are free.</summary>
    public long MinimumFreeBytes { get; init; } = 2L << 30;

    /// <summary>Instances are refused while less than this share of the file system is free, in percent.</summary>
    public double MinimumFreePercent { get; init; } = 2;

    /// <summary>How old the last look at the free space may be.</summary>
    public TimeSpan FreeSpaceInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a spool in trouble looks whether it is over.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Instances durable in the spool that Records may lag behind before new ones are refused.</summary>
    public int UnrecordedLimit { get; init; } = 20_000;
}

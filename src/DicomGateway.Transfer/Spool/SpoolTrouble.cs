namespace DicomGateway.Transfer.Spool;

/// <summary>Why the spool takes no instances. Each has its own alert text, because each has its own remedy.</summary>
public enum SpoolTrouble
{
    None,

    /// <summary>Free space is below the watermark of the configuration.</summary>
    BelowWatermark,

    /// <summary>The disk or the quota is full.</summary>
    DiskFull,

    /// <summary>The file system has no inodes left.</summary>
    OutOfInodes,

    /// <summary>The file system is mounted read-only; often an earlier disk error.</summary>
    ReadOnly,

    /// <summary>The service's user may no longer write to the data folder.</summary>
    PermissionLost,

    /// <summary>The process has no file handles left.</summary>
    OutOfFileHandles,

    /// <summary>The device reported an error on write or sync. What was being written is not trusted again.</summary>
    DeviceError,

    /// <summary>The database does not keep up or fails; the spool stops before the gap grows without limit.</summary>
    RecordsBehind,

    /// <summary>The service is stopping.</summary>
    Stopping,
}

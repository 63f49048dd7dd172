namespace DicomGateway.Transfer.Spool.Io;

/// <summary>Turns an error number of the operating system into what an operator needs to know.</summary>
internal static class DiskFault
{
    private const int Eperm = 1;
    private const int Eio = 5;
    private const int Eacces = 13;
    private const int Enfile = 23;
    private const int Emfile = 24;
    private const int Enospc = 28;
    private const int Erofs = 30;
    private const int Edquot = 122;
    private const int WindowsDiskFull = 112;
    private const int WindowsHandleDiskFull = 39;

    public static SpoolUnavailableException FromErrno(int errno, string operation)
    {
        var trouble = errno switch
        {
            Enospc or Edquot => SpoolTrouble.DiskFull,
            Erofs => SpoolTrouble.ReadOnly,
            Eacces or Eperm => SpoolTrouble.PermissionLost,
            Emfile or Enfile => SpoolTrouble.OutOfFileHandles,
            _ => SpoolTrouble.DeviceError,
        };
        return new SpoolUnavailableException(trouble, Describe(trouble, $"{operation}, error {errno}"));
    }

    public static SpoolUnavailableException FromException(Exception exception, string operation)
    {
        if (exception is SpoolUnavailableException known)
            return known;
        var code = exception.HResult & 0xFFFF;
        var trouble = exception switch
        {
            UnauthorizedAccessException => SpoolTrouble.PermissionLost,
            _ when OperatingSystem.IsWindows() => code is WindowsDiskFull or WindowsHandleDiskFull ? SpoolTrouble.DiskFull : SpoolTrouble.DeviceError,
            _ => FromErrno(code == 0 ? Eio : code, operation).Trouble,
        };
        return new SpoolUnavailableException(trouble, Describe(trouble, operation), exception);
    }

    public static string Describe(SpoolTrouble trouble, string detail) => trouble switch
    {
        SpoolTrouble.None => "",
        SpoolTrouble.BelowWatermark => $"Free space is below the watermark ({detail}): free space on the data folder's disk, or lower the watermark.",
        SpoolTrouble.DiskFull => $"The data folder's disk or quota is full ({detail}): free space on it.",
        SpoolTrouble.OutOfInodes => $"The data folder's file system has space but takes no new file ({detail}): it is out of inodes.",
        SpoolTrouble.ReadOnly => $"The data folder's file system is read-only ({detail}): look for disk errors in the system log, then remount it.",
        SpoolTrouble.PermissionLost => $"The service may not write to its data folder ({detail}): give it back to the service's user.",
        SpoolTrouble.OutOfFileHandles => $"No file handle is left ({detail}): raise the limit of open files (LimitNOFILE).",
        SpoolTrouble.DeviceError => $"The disk reported an error ({detail}): what was being written is not trusted; check the device.",
        SpoolTrouble.RecordsBehind => $"The database does not take new records ({detail}): nothing acknowledged is lost, it is recorded when the database works again.",
        SpoolTrouble.Stopping => "The service is stopping.",
        _ => detail,
    };
}

namespace DicomGateway.Transfer.Spool.Io;

/// <summary>The disk access of the platform that we run on.</summary>
internal static class DurableFileIo
{
    public static IDurableFileIo ForThisPlatform() => OperatingSystem.IsWindows() ? new WindowsFileIo() : new LinuxFileIo();
}

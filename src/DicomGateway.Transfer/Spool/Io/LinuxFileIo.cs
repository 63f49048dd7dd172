using Microsoft.Win32.SafeHandles;

namespace DicomGateway.Transfer.Spool.Io;

/// <summary>Direct writes past the page cache where the file system takes them, buffered ones with early write-back where not.</summary>
internal sealed class LinuxFileIo : IDurableFileIo
{
    private const uint OwnerOnly = 0x180; // 0600
    private const int Enospc = 28;

    /// <summary>With this much free, "no space" for a new name means no inode.</summary>
    private const long SpaceForAName = 1 << 20;

    public IDurableFile Create(string path, long length)
    {
        var flags = LinuxCalls.ReadWrite | LinuxCalls.Create | LinuxCalls.Exclusive | LinuxCalls.CloseOnExec;
        var handle = TryOpen(path, flags | LinuxCalls.Direct);
        var isDirect = handle is not null;

        // A file system that knows no direct writes has created the file and then refused the flag.
        handle ??= Open(path, LinuxCalls.ReadWrite | LinuxCalls.Create | LinuxCalls.CloseOnExec);
        var file = new LinuxFile(handle, isDirect);
        try
        {
            file.Allocate(length);
            return file;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    public IDurableFile Open(string path) => new LinuxFile(Open(path, LinuxCalls.ReadWrite | LinuxCalls.CloseOnExec), isDirect: false);

    public bool Exists(string path) => File.Exists(path);

    public IReadOnlyList<string> List(string folder) => Directory.GetFiles(folder);

    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.FromException(exception, "deleting a segment");
        }
    }

    public void SyncFolder(string folder)
    {
        using var handle = Open(folder, LinuxCalls.ReadOnly | LinuxCalls.CloseOnExec);
        if (LinuxCalls.Sync(handle) != 0)
            throw DiskFault.FromErrno(LinuxCalls.LastError, "syncing the spool folder");
    }

    public FreeSpace GetFreeSpace(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return new FreeSpace(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.FromException(exception, "asking for the free space");
        }
    }

    private static SafeFileHandle Open(string path, int flags) =>
        TryOpen(path, flags) ?? throw DiskFault.FromErrno(LinuxCalls.Einval, "opening a file of the spool");

    private static SafeFileHandle? TryOpen(string path, int flags)
    {
        while (true)
        {
            var descriptor = LinuxCalls.OpenFile(path, flags, OwnerOnly);
            if (descriptor >= 0)
                return new SafeFileHandle(descriptor, ownsHandle: true);
            switch (LinuxCalls.LastError)
            {
                case LinuxCalls.Eintr:
                    continue;
                case LinuxCalls.Einval:
                    return null;
                case Enospc when new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace > SpaceForAName:
                    throw new SpoolUnavailableException(SpoolTrouble.OutOfInodes, DiskFault.Describe(SpoolTrouble.OutOfInodes, "creating a file"));
                case var errno:
                    throw DiskFault.FromErrno(errno, "opening a file of the spool");
            }
        }
    }
}

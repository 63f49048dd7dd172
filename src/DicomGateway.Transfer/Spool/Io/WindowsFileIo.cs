using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace DicomGateway.Transfer.Spool.Io;

/// <summary>Buffered writes made durable by FlushFileBuffers. NTFS journals names, so folders need no sync.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsFileIo : IDurableFileIo
{
    public IDurableFile Create(string path, long length) => Guard("creating a segment", () =>
        (IDurableFile)new WindowsFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, preallocationSize: length)));

    public IDurableFile Open(string path) => Guard("opening a segment", () =>
        (IDurableFile)new WindowsFile(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)));

    public bool Exists(string path) => File.Exists(path);

    public IReadOnlyList<string> List(string folder) => Directory.GetFiles(folder);

    public void Delete(string path) => Guard("deleting a segment", () =>
    {
        File.Delete(path);
        return true;
    });

    public void SyncFolder(string folder)
    {
    }

    public FreeSpace GetFreeSpace(string folder) => Guard("asking for the free space", () =>
    {
        var drive = new DriveInfo(folder);
        return new FreeSpace(drive.AvailableFreeSpace, drive.TotalSize);
    });

    private static T Guard<T>(string operation, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.FromException(exception, operation);
        }
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushFileBuffers(SafeFileHandle file);

    private sealed class WindowsFile(SafeFileHandle handle) : IDurableFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Write(ReadOnlySpan<byte> blocks, long offset)
        {
            try
            {
                RandomAccess.Write(handle, blocks, offset);
            }
            catch (IOException exception)
            {
                throw DiskFault.FromException(exception, "writing to the spool");
            }
        }

        public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

        public void Allocate(long length)
        {
            if (length > Length)
                Truncate(length);
        }

        public void Sync()
        {
            if (!FlushFileBuffers(handle))
            {
                var text = $"syncing the spool, error {Marshal.GetLastPInvokeError()}";
                throw new SpoolUnavailableException(SpoolTrouble.DeviceError, DiskFault.Describe(SpoolTrouble.DeviceError, text));
            }
        }

        public void Truncate(long length) => Guard("cutting a segment", () =>
        {
            RandomAccess.SetLength(handle, length);
            return true;
        });

        public bool TryPunch(long offset, long length) => false;

        public void Dispose() => handle.Dispose();
    }
}

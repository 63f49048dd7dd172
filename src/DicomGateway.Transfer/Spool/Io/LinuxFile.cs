using Microsoft.Win32.SafeHandles;

namespace DicomGateway.Transfer.Spool.Io;

/// <summary>A file written by pwrite and made durable by fdatasync, every result checked.</summary>
internal sealed class LinuxFile(SafeFileHandle handle, bool isDirect) : IDurableFile
{
    private bool _isDirect = isDirect;

    public long Length => RandomAccess.GetLength(handle);

    public unsafe void Write(ReadOnlySpan<byte> blocks, long offset)
    {
        fixed (byte* start = blocks)
        {
            nint done = 0;
            while (done < blocks.Length)
            {
                var written = LinuxCalls.WriteAt(handle, start + done, blocks.Length - done, offset + done);
                if (written < 0 && (LinuxCalls.LastError == LinuxCalls.Eintr || TryGoBuffered()))
                    continue;
                if (written <= 0)
                    throw DiskFault.FromErrno(written == 0 ? 28 : LinuxCalls.LastError, "writing to the spool");
                done += written;
            }
        }

        // Only starts the write-back, so that the final sync is short; its errors come back from the sync.
        if (!_isDirect)
            _ = LinuxCalls.SyncRange(handle, offset, blocks.Length, LinuxCalls.StartWrite);
    }

    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

    public void Allocate(long length)
    {
        while (LinuxCalls.Allocate(handle, 0, 0, length) != 0)
        {
            var errno = LinuxCalls.LastError;
            if (errno == LinuxCalls.Eintr)
                continue;
            if (errno is not (LinuxCalls.Eopnotsupp or LinuxCalls.Enosys))
                throw DiskFault.FromErrno(errno, "setting space aside");
            Truncate(length);
            return;
        }
    }

    public void Sync()
    {
        // Never tried again: after an error the kernel calls the lost pages clean, and a second sync would lie.
        if (LinuxCalls.SyncData(handle) != 0)
            throw DiskFault.FromErrno(LinuxCalls.LastError, "syncing the spool");
    }

    public void Truncate(long length)
    {
        if (LinuxCalls.Truncate(handle, length) != 0)
            throw DiskFault.FromErrno(LinuxCalls.LastError, "cutting a segment");
    }

    public bool TryPunch(long offset, long length)
    {
        if (LinuxCalls.Allocate(handle, LinuxCalls.PunchHole, offset, length) == 0)
            return true;
        return LinuxCalls.LastError is LinuxCalls.Eopnotsupp or LinuxCalls.Enosys
            ? false
            : throw DiskFault.FromErrno(LinuxCalls.LastError, "giving space back");
    }

    /// <summary>Some file systems take the flag and then refuse the write, or want bigger blocks than ours.</summary>
    private bool TryGoBuffered()
    {
        if (!_isDirect || LinuxCalls.LastError != LinuxCalls.Einval || LinuxCalls.Control(handle, LinuxCalls.SetStatusFlags, 0) != 0)
            return false;
        _isDirect = false;
        return true;
    }

    public void Dispose() => handle.Dispose();
}

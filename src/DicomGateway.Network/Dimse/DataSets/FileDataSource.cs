using Microsoft.Win32.SafeHandles;

namespace DicomGateway.Network.Dimse.DataSets;

/// <summary>Scatter-reads a file into the gaps between PDV headers: one system call for many fragments.</summary>
internal sealed class FileDataSource : DimseDataSource
{
    private readonly SafeFileHandle _file;
    private long _position;

    private FileDataSource(SafeFileHandle file, long offset, long length)
        : base(length)
    {
        _file = file;
        _position = offset;
    }

    public static FileDataSource Open(string path, long offset, long? length)
    {
        var file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            var available = RandomAccess.GetLength(file) - offset;
            if (offset < 0 || (length ?? 0) > available || available < 0)
                throw new EndOfStreamException("The file is shorter than the part of it that is to be sent.");
            return new FileDataSource(file, offset, length ?? available);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        _file.Dispose();
        return base.DisposeAsync();
    }

    internal override async ValueTask FillAsync(List<Memory<byte>> targets, CancellationToken cancellationToken)
    {
        while (targets.Count > 0)
        {
            var count = await RandomAccess.ReadAsync(_file, targets, _position, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException("The file became shorter while it was being sent.");
            _position += count;
            RemoveFilled(targets, count);
        }
    }

    private static void RemoveFilled(List<Memory<byte>> targets, long count)
    {
        var whole = 0;
        while (whole < targets.Count && count >= targets[whole].Length)
            count -= targets[whole++].Length;
        targets.RemoveRange(0, whole);
        if (count > 0)
            targets[0] = targets[0][(int)count..];
    }
}

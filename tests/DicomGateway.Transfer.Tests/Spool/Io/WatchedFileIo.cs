using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool.Io;

/// <summary>The real disk, with a list of what was synced, on which a sync fails where the test says.</summary>
internal sealed class WatchedFileIo : IDurableFileIo
{
    private readonly IDurableFileIo _real = DurableFileIo.ForThisPlatform();

    /// <summary>Paths of files and folders in the order in which they were synced.</summary>
    public List<string> Synced { get; } = [];

    public string? Failing { get; set; }

    public SpoolTrouble FailsWith { get; set; } = SpoolTrouble.DeviceError;

    public IDurableFile Create(string path, long length) => throw new NotSupportedException();

    public IDurableFile Open(string path) => new WatchedFile(this, path, _real.Open(path));

    public bool Exists(string path) => _real.Exists(path);

    public IReadOnlyList<string> List(string folder) => _real.List(folder);

    public void Delete(string path) => _real.Delete(path);

    public void SyncFolder(string folder)
    {
        Note(folder);
        _real.SyncFolder(folder);
    }

    public FreeSpace GetFreeSpace(string folder) => _real.GetFreeSpace(folder);

    private void Note(string path)
    {
        if (path == Failing)
            throw new SpoolUnavailableException(FailsWith, DiskFault.Describe(FailsWith, "sync"));
        Synced.Add(path);
    }

    private sealed class WatchedFile(WatchedFileIo io, string path, IDurableFile real) : IDurableFile
    {
        public long Length => real.Length;

        public void Write(ReadOnlySpan<byte> blocks, long offset) => real.Write(blocks, offset);

        public int Read(Span<byte> buffer, long offset) => real.Read(buffer, offset);

        public void Allocate(long length) => real.Allocate(length);

        public void Sync()
        {
            io.Note(path);
            real.Sync();
        }

        public void Truncate(long length) => real.Truncate(length);

        public bool TryPunch(long offset, long length) => real.TryPunch(offset, length);

        public void Dispose() => real.Dispose();
    }
}

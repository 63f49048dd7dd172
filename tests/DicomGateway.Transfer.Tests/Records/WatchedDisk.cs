using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Tests.Records;

/// <summary>The real disk, which counts what is read from its files and lets a test have a say before each read.</summary>
internal sealed class WatchedDisk : IDurableFileIo
{
    private readonly IDurableFileIo _disk = DurableFileIo.ForThisPlatform();
    private long _bytesRead;

    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Gets the path; may wait or throw.</summary>
    public Action<string> BeforeRead { get; set; } = _ => { };

    public IDurableFile Create(string path, long length) => new WatchedFile(this, path, _disk.Create(path, length));

    public IDurableFile Open(string path) => new WatchedFile(this, path, _disk.Open(path));

    public bool Exists(string path) => _disk.Exists(path);

    public IReadOnlyList<string> List(string folder) => _disk.List(folder);

    public void Delete(string path) => _disk.Delete(path);

    public void SyncFolder(string folder) => _disk.SyncFolder(folder);

    public FreeSpace GetFreeSpace(string folder) => _disk.GetFreeSpace(folder);

    private sealed class WatchedFile(WatchedDisk disk, string path, IDurableFile file) : IDurableFile
    {
        public long Length => file.Length;

        public void Write(ReadOnlySpan<byte> blocks, long offset) => file.Write(blocks, offset);

        public int Read(Span<byte> buffer, long offset)
        {
            disk.BeforeRead(path);
            var read = file.Read(buffer, offset);
            Interlocked.Add(ref disk._bytesRead, read);
            return read;
        }

        public void Allocate(long length) => file.Allocate(length);

        public void Sync() => file.Sync();

        public void Truncate(long length) => file.Truncate(length);

        public bool TryPunch(long offset, long length) => file.TryPunch(offset, length);

        public void Dispose() => file.Dispose();
    }
}

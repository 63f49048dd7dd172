using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool.Io;

/// <summary>
/// A disk that keeps apart what was written and what is durable. A power cut keeps what was synced, and of the rest what the seed lets through,
/// block by block: a drive promises no more.
/// </summary>
internal sealed class FakeDisk : IDurableFileIo
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FakeDiskFile> _files = [];
    private readonly HashSet<string> _durableNames = [];
    private int _calls;

    /// <summary>The call that fails, counted from 1 over <see cref="Calls"/>; 0 for none.</summary>
    public int FailingCall { get; set; }

    public SpoolTrouble FailsWith { get; set; } = SpoolTrouble.DeviceError;

    /// <summary>Fails every call of this name while set.</summary>
    public string? Broken { get; set; }

    public FreeSpace Space { get; set; } = new(100L << 30, 200L << 30);

    public int Calls => _calls;

    public IReadOnlyCollection<string> Names => _files.Keys;

    public FakeDiskFile this[string path] => _files[path];

    public IDurableFile Create(string path, long length)
    {
        Count("create");
        lock (_gate)
        {
            var file = new FakeDiskFile(this);
            _files.Add(path, file);
            file.Allocate(length);
            return file;
        }
    }

    public IDurableFile Open(string path) => _files[path];

    public bool Exists(string path) => _files.ContainsKey(path);

    public IReadOnlyList<string> List(string folder)
    {
        lock (_gate)
            return [.. _files.Keys];
    }

    public void Delete(string path)
    {
        Count("delete");
        lock (_gate)
            _files.Remove(path);
    }

    public void SyncFolder(string folder)
    {
        Count("sync folder");
        lock (_gate)
        {
            _durableNames.Clear();
            _durableNames.UnionWith(_files.Keys);
        }
    }

    public FreeSpace GetFreeSpace(string folder) => Space;

    public void Count(string call)
    {
        if (Interlocked.Increment(ref _calls) == FailingCall || Broken == call)
            throw new SpoolUnavailableException(FailsWith, DiskFault.Describe(FailsWith, call));
    }

    /// <summary>What is there after the power came back.</summary>
    public FakeDisk CutPower(Random seed)
    {
        var after = new FakeDisk();
        lock (_gate)
        {
            foreach (var (path, file) in _files.Where(file => _durableNames.Contains(file.Key) || seed.Next(2) == 0))
            {
                after._files.Add(path, file.AfterPowerCut(after, seed));
                after._durableNames.Add(path);
            }
        }
        return after;
    }
}

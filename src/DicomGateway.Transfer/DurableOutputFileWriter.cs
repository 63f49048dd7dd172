using System.Collections.Concurrent;
using DicomGateway.Curation;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer;

/// <summary>Writes a run's output so that, once made durable, a power cut finds it there: every file synced with its result checked, then the folders.</summary>
public sealed class DurableOutputFileWriter : IOutputFileWriter
{
    private const int FoldersOfOurMaking = 3;

    private readonly PlainOutputFileWriter _plain = new();
    private readonly IDurableFileIo _io;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _unsynced = new(StringComparer.Ordinal);

    public DurableOutputFileWriter()
        : this(DurableFileIo.ForThisPlatform())
    {
    }

    internal DurableOutputFileWriter(IDurableFileIo io) => _io = io;

    public void CreateFolder(string folder) => _plain.CreateFolder(folder);

    public void Write(string path, Action<Stream> content)
    {
        if (File.Exists(path))
            Replace(path, content);
        else
            WriteNew(path, content);
        _unsynced.GetOrAdd(FolderOf(path), static _ => new()).Enqueue(path);
    }

    public void MakeDurable(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (_unsynced.TryRemove(full, out var paths))
        {
            foreach (var path in paths.Distinct(StringComparer.Ordinal).Where(File.Exists))
                Sync(path);
        }

        _io.SyncFolder(full);

        // A new folder is a name in its parent, and so is that.
        var level = Path.GetDirectoryName(full);
        for (var i = 1; i < FoldersOfOurMaking && level is not null; i++, level = Path.GetDirectoryName(level))
            SyncParent(level);
    }

    private void SyncParent(string folder)
    {
        try
        {
            _io.SyncFolder(folder);
        }
        catch (SpoolUnavailableException exception) when (exception.Trouble == SpoolTrouble.PermissionLost)
        {
            // A folder that is not ours to read has no name of our making in it.
        }
    }

    // A power cut in between must find the old file or the new one: what replaces is on the disk before it does.
    private void Replace(string path, Action<Stream> content)
    {
        var next = path + ".new";
        WriteNew(next, content);
        Sync(next);
        File.Move(next, path, overwrite: true);
    }

    private void WriteNew(string path, Action<Stream> content) => _plain.Write(path, stream =>
    {
        content(stream);
        stream.Flush();
        StartWriteBack(stream);
    });

    private void Sync(string path)
    {
        using var file = _io.Open(path);
        file.Sync();
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>Lets the disk begin while the next file is made, so that the sync finds little to do. Its errors come back from the sync.</summary>
    private static void StartWriteBack(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is FileStream file)
            _ = LinuxCalls.SyncRange(file.SafeFileHandle, 0, 0, LinuxCalls.StartWrite);
    }
}

namespace DicomGateway.Transfer.Spool.Io;

/// <summary>
/// The few calls through which the spool touches the disk, so that tests can put a disk in their place that forgets what was not synced.
/// All of them block and throw <see cref="SpoolUnavailableException"/> with the cause; they run on <see cref="DiskThreads"/>.
/// </summary>
internal interface IDurableFileIo
{
    /// <summary>Creates a file that must not exist yet, with space for <paramref name="length"/> bytes set aside and readable by our user only.</summary>
    IDurableFile Create(string path, long length);

    /// <summary>Opens a file for reading, punching and truncating.</summary>
    IDurableFile Open(string path);

    bool Exists(string path);

    IReadOnlyList<string> List(string folder);

    void Delete(string path);

    /// <summary>Makes created and deleted names of a folder durable.</summary>
    void SyncFolder(string folder);

    FreeSpace GetFreeSpace(string folder);
}

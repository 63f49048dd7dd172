namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>
/// The file that holds every project's key: JSON, readable by the service user only (0600), outside configuration and data so that
/// neither a copy of the data nor a backup of the configuration opens the pseudonyms.
/// </summary>
public sealed class ProjectKeyFile
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProjectKeyEntry> _entries;
    private readonly IOutputFileWriter _writer;

    private ProjectKeyFile(string path, Dictionary<string, ProjectKeyEntry> entries, IOutputFileWriter writer)
    {
        Path = path;
        _entries = entries;
        _writer = writer;
    }

    public string Path { get; }

    /// <summary>Names of the projects that have a key.</summary>
    public IReadOnlyList<string> Projects
    {
        get
        {
            lock (_lock)
                return [.. _entries.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Reads the file; a missing one is an empty one, which becomes a file with the first key.</summary>
    /// <exception cref="ProjectKeyException">The file is damaged, is not ours, or others may read it.</exception>
    public static ProjectKeyFile Open(string path, IOutputFileWriter writer) => new(path, ProjectKeyJson.Read(path), writer);

    /// <summary>
    /// The project's key. Without a known fingerprint a missing key is made and is on disk when this returns; with one, only that very key
    /// will do.
    /// </summary>
    /// <param name="knownFingerprint">What the database remembers of the project's key; null when it has never used one.</param>
    /// <exception cref="ProjectKeyException">The key is lost, or is another one.</exception>
    public ProjectKey GetOrCreate(string project, string? knownFingerprint)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(project, out var entry))
            {
                if (knownFingerprint is not null)
                    throw Lost(project, $"is missing from {Path}");
                entry = ProjectKeyEntry.Create();
                Save(new Dictionary<string, ProjectKeyEntry>(_entries, StringComparer.Ordinal) { [project] = entry });
                _entries[project] = entry;
            }

            var key = entry.ToKey(project);
            return knownFingerprint is null || key.Fingerprint == knownFingerprint
                ? key
                : throw Lost(project, $"in {Path} is not the one that it began with");
        }
    }

    /// <summary>Writes a copy of the file, never over another file. When this returns, the copy is as durable as the writer makes it.</summary>
    /// <exception cref="ProjectKeyException">There is no key yet, or the target exists.</exception>
    /// <exception cref="IOException">The copy cannot be made durable; nothing is left of it.</exception>
    public void Backup(string target)
    {
        lock (_lock)
        {
            if (_entries.Count == 0)
                throw new ProjectKeyException($"{Path} holds no key yet: there is nothing to back up.");
            if (File.Exists(target))
                throw new ProjectKeyException($"{target} exists: name a new file for the copy of the keys.");
            try
            {
                Write(target, _entries);
            }
            catch
            {
                // A copy that a power cut may take away must not be found and believed.
                File.Delete(target);
                throw;
            }
        }
    }

    private static ProjectKeyException Lost(string project, string what) => new(
        $"The key of project '{project}' {what}. Without it the same patients would get other pseudonyms. Restore the key file from its backup; nothing of the project is de-identified until then.");

    private void Save(Dictionary<string, ProjectKeyEntry> entries) => Write(Path, entries);

    private void Write(string path, Dictionary<string, ProjectKeyEntry> entries)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        _writer.CreateFolder(folder);
        _writer.Write(path, stream => ProjectKeyJson.Write(stream, entries));
        _writer.MakeDurable(folder);
    }
}

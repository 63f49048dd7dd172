using System.Text.Json;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Segments;
using Microsoft.Data.Sqlite;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>
/// Copies a data folder that is in use. First the database, at one moment; then the segments as far as that database knows them, and the sealed
/// studies. What arrives meanwhile is in the next backup. Nothing is deleted while this runs. The key file is not part of it.
/// </summary>
internal sealed class StorageBackup(RecordsContext context, DataFolder folder)
{
    public const string ManifestName = "backup.json";
    public const int Version = 1;

    private readonly List<BackupFile> _files = [];

    /// <exception cref="BackupException">The target is not an empty folder, or something to copy is not there.</exception>
    public BackupResult Create(string target, CancellationToken cancellationToken)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new BackupException($"{target} is not empty: name a new folder for each backup.");
        CreateTarget(target);
        try
        {
            var schema = CopyDatabase(target);
            using (var copy = RecordsFile.Open(Path.Combine(target, "records", RecordsFile.Name), readOnly: true))
            {
                CopySegments(copy, target, cancellationToken);
                CopySealed(copy, target, cancellationToken);
            }
            _files.Add(DatabaseEntry(target));
            var manifest = new BackupManifest(Version, context.Now, schema, _files);
            BackupCopy.Write(Path.Combine(target, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest));
            return new BackupResult(_files.Count, _files.Sum(file => file.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException or RecordsException)
        {
            throw new BackupException($"The backup failed and is not usable ({exception.Message}): remove its folder and try again.", exception);
        }
    }

    private static void CreateTarget(string target)
    {
        try
        {
            BackupCopy.CreateFolder(target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(
                $"The service may not write to {target}: give the folder that it lies in to the service's user, and name it in ReadWritePaths= of a systemd unit.", exception);
        }
    }

    private int CopyDatabase(string target)
    {
        var path = Path.Combine(target, "records", RecordsFile.Name);
        BackupCopy.CreateFolder(Path.GetDirectoryName(path)!);
        using var session = RecordsFile.Open(Path.Combine(folder.Records, RecordsFile.Name));
        session.Execute("VACUUM INTO $1", path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return (int)session.GetNumber("PRAGMA user_version");
    }

    private void CopySegments(RecordsSession copy, string target, CancellationToken cancellationToken)
    {
        foreach (var segment in copy.Query("SELECT segment, recorded_to FROM segments WHERE is_deleted = 0", row => (Number: row.Number(0), To: row.Number(1))))
        {
            var name = SegmentName.Of(segment.Number);
            Copy(Path.Combine(folder.Spool, name), target, "spool/" + name, segment.To, cancellationToken);
        }
    }

    private void CopySealed(RecordsSession copy, string target, CancellationToken cancellationToken)
    {
        foreach (var sealedFolder in copy.Query("SELECT folder FROM manifests WHERE bytes_state = $1", row => row.Text(0), BytesState.Present))
        {
            var source = Path.Combine(folder.Path, sealedFolder);
            if (!Directory.Exists(source))
                throw new BackupException("The sealed output of a study is missing: run 'check' first.");
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var relative = Path.GetRelativePath(folder.Path, file).Replace(Path.DirectorySeparatorChar, '/');
                Copy(file, target, relative, new FileInfo(file).Length, cancellationToken);
            }
        }
    }

    private void Copy(string source, string target, string relative, long length, CancellationToken cancellationToken)
    {
        if (!File.Exists(source))
            throw new BackupException($"{relative} is missing: run 'check' first.");
        _files.Add(new BackupFile(relative, length, BackupCopy.Copy(source, Path.Combine(target, relative), length, cancellationToken)));
    }

    /// <summary>Hashed after its last connection has gone, which may fold a log into it.</summary>
    private static BackupFile DatabaseEntry(string target)
    {
        var path = Path.Combine(target, "records", RecordsFile.Name);
        BackupCopy.Sync(path);
        return new BackupFile("records/" + RecordsFile.Name, new FileInfo(path).Length, BackupCopy.Hash(path));
    }
}

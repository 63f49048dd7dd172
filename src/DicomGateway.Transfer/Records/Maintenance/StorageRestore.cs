using System.Text.Json;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>Puts a backup into an empty data folder, every byte checked against the backup's own hashes.</summary>
public static class StorageRestore
{
    /// <exception cref="BackupException">The backup is not whole, is of a newer version, or the data folder is not empty.</exception>
    public static BackupResult Run(string backup, string dataFolder, CancellationToken cancellationToken)
    {
        var manifest = Read(backup);
        var folder = new DataFolder(dataFolder);
        if (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any())
            throw new BackupException($"The data folder {folder.Path} is not empty: move it away first; a restore never overwrites.");
        foreach (var file in manifest.Files)
            CheckPath(file, folder);
        using var folderLock = DataFolderLock.Take(folder);
        foreach (var file in manifest.Files)
        {
            var source = Path.Combine(backup, file.Path);
            if (!File.Exists(source) || new FileInfo(source).Length != file.Length)
                throw Damaged(file);
            if (BackupCopy.Copy(source, Path.Combine(folder.Path, file.Path), file.Length, cancellationToken) != file.Sha256)
                throw Damaged(file);
        }
        return new BackupResult(manifest.Files.Count, manifest.Files.Sum(file => file.Length));
    }

    private static BackupManifest Read(string backup)
    {
        var path = Path.Combine(backup, StorageBackup.ManifestName);
        if (!File.Exists(path))
            throw new BackupException($"{backup} is no backup, or one that was not finished: {StorageBackup.ManifestName} is missing.");
        BackupManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new BackupException($"{path} is damaged: use another backup.", exception);
        }
        if (manifest is null || manifest.Version > StorageBackup.Version || manifest.Schema > RecordsSchema.Scripts.Count)
            throw new BackupException($"{backup} was made by a newer version: restore it with that version.");
        return manifest;
    }

    /// <summary>A backup names files below the data folder and nowhere else.</summary>
    private static void CheckPath(BackupFile file, DataFolder folder)
    {
        if (!Path.GetFullPath(Path.Combine(folder.Path, file.Path)).StartsWith(folder.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new BackupException($"The backup names a file outside the data folder: do not use it.");
    }

    private static BackupException Damaged(BackupFile file) =>
        new($"{file.Path} of the backup is missing or damaged: remove the half-restored data folder and use another backup.");
}

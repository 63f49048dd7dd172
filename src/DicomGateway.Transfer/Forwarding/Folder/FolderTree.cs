using System.Security.Cryptography;
using DicomGateway.Curation;
using DicomGateway.Curation.Inspection;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Forwarding.Folder;

/// <summary>
/// One study in the tree PATIENT/STUDY/SERIES/INSTANCE.dcm: all of these names are pseudonyms and UIDs that de-identification gave. A file is there
/// whole or not at all; files, manifest and names are on the disk when <see cref="Seal"/> has returned.
/// </summary>
internal sealed class FolderTree(string root, InspectedStudy study, IOutputFileWriter writer)
{
    private const int BufferLength = 1 << 17;
    private const UnixFileMode FileMode0640 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private const UnixFileMode FolderMode0750 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly List<FolderEntry> _entries = [];
    private readonly string _patient = Path.Combine(root, NameOf(study.Manifest.PatientId));

    private string StudyFolder => Path.Combine(_patient, study.Manifest.StudyInstanceUid);

    /// <summary>False when a name of the instance is none that a file may have, or its bytes are not those that were sealed.</summary>
    public bool TryAdd(ManifestFile file)
    {
        if (!IsUsable(study.Manifest.StudyInstanceUid) || !IsUsable(file.SeriesInstanceUid) || !IsUsable(file.SopInstanceUid))
            return false;
        var series = Path.Combine(StudyFolder, file.SeriesInstanceUid);
        Make(series);
        var path = Path.Combine(series, file.SopInstanceUid + ".dcm");
        if (!IsThere(path, file) && !TryCopy(file, path))
            return false;
        _entries.Add(new FolderEntry(
            $"{file.SeriesInstanceUid}/{file.SopInstanceUid}.dcm", file.SopClassUid, file.SopInstanceUid, file.TransferSyntaxUid, file.Length, file.Sha256,
            study.Manifest.Profile, study.Manifest.ProfileVersion, study.Manifest.Software));
        return true;
    }

    public void Seal()
    {
        if (_entries.Count == 0)
            return;
        foreach (var folder in _folders)
            writer.MakeDurable(folder);
        var known = FolderManifest.TryRead(StudyFolder) ?? new FolderManifest(study.Manifest.StudyInstanceUid, study.Manifest.PatientId, []);
        Write(Path.Combine(StudyFolder, FolderManifest.Name), known.With(_entries).Write);
        writer.MakeDurable(StudyFolder);
    }

    private static bool IsUsable(string uid) => new DicomUID(uid).IsValid;

    /// <summary>Pseudonyms are letters and digits; a project's own list may have others.</summary>
    private static string NameOf(string pseudonym)
    {
        var name = new string([.. pseudonym.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')]);
        return name.Length == 0 ? "_" : name;
    }

    private static bool IsThere(string path, ManifestFile file)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != file.Length)
            return false;
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    }

    private bool TryCopy(ManifestFile file, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isWhole = false;
        try
        {
            Write(path, target =>
            {
                using var source = File.OpenRead(study.PathOf(file));
                var buffer = new byte[BufferLength];
                while (source.Read(buffer) is > 0 and var count)
                {
                    hash.AppendData(buffer.AsSpan(0, count));
                    target.Write(buffer, 0, count);
                }

                isWhole = Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256;
                if (!isWhole)
                    throw new SealBrokenException("The file of an instance is not the one that was sealed.");
            });
        }
        catch (SealBrokenException)
        {
            return false;
        }

        return isWhole;
    }

    private void Write(string path, Action<Stream> content)
    {
        writer.Write(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, FileMode0640);
    }

    private void Make(string folder)
    {
        if (!_folders.Add(folder))
            return;
        writer.CreateFolder(folder);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var level in (string[])[_patient, StudyFolder, folder])
            File.SetUnixFileMode(level, FolderMode0750);
    }
}

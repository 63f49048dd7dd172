using DicomGateway.Curation.Inspection;

namespace DicomGateway.Curation;

/// <summary>A study that may leave: inspected, and sealed on disk by a manifest.</summary>
public sealed class InspectedStudy
{
    internal InspectedStudy(string folder, StudyManifest manifest)
    {
        Folder = folder;
        Manifest = manifest;
    }

    public string Folder { get; }

    public StudyManifest Manifest { get; }

    /// <summary>Opens a sealed study after a restart: every file is there, no other, and each has its hash.</summary>
    /// <exception cref="SealBrokenException">There is no manifest, or the files are not those that were sealed: run the study again.</exception>
    public static InspectedStudy Reopen(string folder, CancellationToken cancellationToken = default) =>
        new(folder, StudyManifestFile.ReadAndVerify(folder, cancellationToken));

    /// <summary>Full path of one of the manifest's files.</summary>
    public string PathOf(ManifestFile file) => Path.Combine(Folder, file.Path);
}

namespace DicomGateway.Curation.Inspection;

/// <summary>The seal: what was inspected and by whose rules. It holds pseudonyms only.</summary>
/// <param name="ProfileVersion">Hash of the <see cref="Deidentification.Profiles.ProfileVersion"/>; null where the program kept none.</param>
public sealed record StudyManifest(
    int Version,
    string Project,
    string StudyId,
    string StudyInstanceUid,
    string PatientId,
    string Profile,
    string? ProfileVersion,
    string TableEdition,
    string KeyFingerprint,
    string Software,
    IReadOnlyList<ManifestFile> Files);

namespace DicomGateway.Curation.Inspection;

/// <summary>The seal: what was inspected and by whose rules. It holds pseudonyms only.</summary>
public sealed record StudyManifest(
    int Version,
    string Project,
    string StudyId,
    string StudyInstanceUid,
    string PatientId,
    string Profile,
    string TableEdition,
    string KeyFingerprint,
    string Software,
    IReadOnlyList<ManifestFile> Files);

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>Keys from the key file.</summary>
/// <param name="knownFingerprint">What is remembered elsewhere of a project's key: the fingerprint, or null when it has never been used.</param>
public sealed class KeyFilePseudonymSource(ProjectKeyFile file, Func<string, string?> knownFingerprint) : IPseudonymSource
{
    public ProjectKey GetKey(string project) => file.GetOrCreate(project, knownFingerprint(project));
}

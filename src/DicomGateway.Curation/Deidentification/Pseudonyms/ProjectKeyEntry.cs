using System.Security.Cryptography;

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>A key as it stands in the key file. The fingerprint is written beside it so that a damaged key is noticed.</summary>
internal sealed record ProjectKeyEntry(byte[] Key, string Fingerprint)
{
    public static ProjectKeyEntry Create()
    {
        var key = RandomNumberGenerator.GetBytes(ProjectKey.Size);
        return new ProjectKeyEntry(key, new ProjectKey(string.Empty, key).Fingerprint);
    }

    public ProjectKey ToKey(string project) => new(project, Key);
}

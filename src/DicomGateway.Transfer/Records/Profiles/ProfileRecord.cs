namespace DicomGateway.Transfer.Records.Profiles;

/// <summary>A version of a de-identification profile. Once kept it never changes.</summary>
/// <param name="Version">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">The profile's name.</param>
/// <param name="Content">All that decides what objects look like under it; Curation reads and writes it.</param>
public sealed record ProfileRecord(string Version, string Name, string Content)
{
    private const int ShortVersion = 16;

    /// <summary>Name and the beginning of the version, for people.</summary>
    public string Label => LabelOf(Name, Version);

    internal static string LabelOf(string name, string version) => $"{name} {version[..ShortVersion]}";
}

namespace DicomGateway.Service.Configuration;

/// <summary>De-identification profiles.</summary>
internal static class ProfileFiles
{
    private const string Folder = "profiles";

    public static string? Find(string name, string configurationFolder) => NamedFiles.Find(Folder, name, configurationFolder);

    public static IReadOnlyList<string> Names(string configurationFolder) => NamedFiles.Names(Folder, configurationFolder);
}

namespace DicomGateway.Service.Configuration;

/// <summary>JSON files that the configuration names without path and ending: those of a folder beside it, and those that come with the program.</summary>
internal static class NamedFiles
{
    public static string? Find(string folder, string name, string configurationFolder) =>
        name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0
            ? null
            : Folders(folder, configurationFolder).Select(where => Path.Combine(where, name + ".json")).FirstOrDefault(File.Exists);

    public static IReadOnlyList<string> Names(string folder, string configurationFolder) =>
    [
        .. Folders(folder, configurationFolder).Where(Directory.Exists)
            .SelectMany(where => Directory.EnumerateFiles(where, "*.json"))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".schema", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Folders(string folder, string configurationFolder) =>
        [Path.Combine(configurationFolder, folder), Path.Combine(AppContext.BaseDirectory, "config", folder)];
}

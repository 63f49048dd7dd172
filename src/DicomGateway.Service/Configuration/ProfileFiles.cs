namespace DicomGateway.Service.Configuration;

/// <summary>Where profiles lie: beside the configuration, and those that come with the program.</summary>
internal static class ProfileFiles
{
    public static string? Find(string name, string configurationFolder) =>
        name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0
            ? null
            : Folders(configurationFolder).Select(folder => Path.Combine(folder, name + ".json")).FirstOrDefault(File.Exists);

    public static IReadOnlyList<string> Names(string configurationFolder) =>
        [.. Folders(configurationFolder).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".schema", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Folders(string configurationFolder) =>
        [Path.Combine(configurationFolder, "profiles"), Path.Combine(AppContext.BaseDirectory, "config", "profiles")];
}

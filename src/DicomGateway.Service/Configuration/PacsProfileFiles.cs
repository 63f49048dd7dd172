using System.Text.Json;
using DicomGateway.Service.Configuration.Sections.Pacs;

namespace DicomGateway.Service.Configuration;

/// <summary>What products are known to do: files beside the configuration, and those that come with the program.</summary>
internal static class PacsProfileFiles
{
    private const string FolderName = "pacs-profiles";

    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    public static string? Find(string name, string configurationFolder) =>
        name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0
            ? null
            : Folders(configurationFolder).Select(folder => Path.Combine(folder, name + ".json")).FirstOrDefault(File.Exists);

    public static IReadOnlyList<string> Names(string configurationFolder) =>
        [.. Folders(configurationFolder).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Distinct().Order(StringComparer.Ordinal)];

    /// <exception cref="ConfigurationException">The file is no profile; every error is named.</exception>
    public static PacsProfileFile Load(string path)
    {
        var binder = new ConfigurationBinder(Path.GetDirectoryName(path)!);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Reading);
            var profile = (PacsProfileFile)binder.Bind(document.RootElement, typeof(PacsProfileFile), "$");
            return binder.Errors.Count == 0 ? profile : throw new ConfigurationException(path, binder.Errors);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException(path, [new ConfigurationError("$", $"the file is no JSON at line {e.LineNumber + 1}.", "Correct the text there.")]);
        }
    }

    private static IEnumerable<string> Folders(string configurationFolder) =>
        [Path.Combine(configurationFolder, FolderName), Path.Combine(AppContext.BaseDirectory, "config", FolderName)];
}

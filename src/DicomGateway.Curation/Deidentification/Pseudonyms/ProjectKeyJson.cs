using System.Text.Json;

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>The key file's bytes.</summary>
internal static class ProjectKeyJson
{
    private const int Version = 1;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Dictionary<string, ProjectKeyEntry> Read(string path)
    {
        if (!File.Exists(path))
            return new(StringComparer.Ordinal);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new ProjectKeyException($"{path} can be read or written by others: chmod 600 it.");
        try
        {
            var document = JsonSerializer.Deserialize<Document>(File.ReadAllBytes(path), Options);
            if (document is not { Version: Version, Projects: { } projects })
                throw new ProjectKeyException($"{path} is no key file of version {Version}.");
            foreach (var (project, entry) in projects)
            {
                if (entry.Key is not { Length: ProjectKey.Size } || entry.ToKey(project).Fingerprint != entry.Fingerprint)
                    throw new ProjectKeyException($"{path}: the key of project '{project}' is damaged; restore the file from its backup.");
            }

            return new(projects, StringComparer.Ordinal);
        }
        catch (JsonException exception)
        {
            // The serializer's message may quote the file.
            throw new ProjectKeyException($"{path} is damaged at line {exception.LineNumber + 1}; restore it from its backup.");
        }
    }

    public static void Write(Stream stream, IReadOnlyDictionary<string, ProjectKeyEntry> entries) =>
        JsonSerializer.Serialize(stream, new Document(Version, new SortedDictionary<string, ProjectKeyEntry>(entries.ToDictionary(), StringComparer.Ordinal)), Options);

    private sealed record Document(int Version, IDictionary<string, ProjectKeyEntry> Projects);
}

using System.Text.Json;

namespace DicomGateway.Transfer.Forwarding.Folder;

/// <summary>manifest.json of a delivered study: what lies there, and how it was made. It holds pseudonyms only.</summary>
/// <param name="StudyInstanceUid">Study Instance UID of the de-identified study.</param>
/// <param name="PatientId">The pseudonym.</param>
/// <param name="Files">By path.</param>
internal sealed record FolderManifest(string StudyInstanceUid, string PatientId, IReadOnlyList<FolderEntry> Files)
{
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Null when there is none, or what there is cannot be read: it is made anew then.</summary>
    public static FolderManifest? TryRead(string folder)
    {
        try
        {
            using var stream = File.OpenRead(System.IO.Path.Combine(folder, Name));
            return JsonSerializer.Deserialize<FolderManifest>(stream, Json);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public FolderManifest With(IEnumerable<FolderEntry> entries) => this with
    {
        Files = [.. Files.Concat(entries).GroupBy(entry => entry.SopInstanceUid, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(entry => entry.Path, StringComparer.Ordinal)],
    };

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Json);
}

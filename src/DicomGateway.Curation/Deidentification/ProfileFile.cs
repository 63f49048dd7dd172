using System.Text.Json;

namespace DicomGateway.Curation.Deidentification;

/// <summary>Reads a profile from JSON.</summary>
internal static class ProfileFile
{
    public static DeidentificationProfile Load(string path)
    {
        if (!File.Exists(path))
            throw new ProfileException(path, ["is missing; put the profile there or name another one."]);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return new DeidentificationProfile { Name = root.GetProperty("name").GetString()!, TableEdition = root.GetProperty("table").GetString()! };
    }
}

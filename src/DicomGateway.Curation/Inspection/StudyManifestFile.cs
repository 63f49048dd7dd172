using System.Security.Cryptography;
using System.Text.Json;

namespace DicomGateway.Curation.Inspection;

/// <summary>manifest.json in a study's output folder.</summary>
internal static class StudyManifestFile
{
    public const string Name = "manifest.json";
    public const int CurrentVersion = 1;

    private const int HashBuffer = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string folder, StudyManifest manifest, IOutputFileWriter writer)
    {
        writer.Write(Path.Combine(folder, Name), stream => JsonSerializer.Serialize(stream, manifest, Json));
        writer.MakeDurable(folder);
    }

    public static StudyManifest ReadAndVerify(string folder, CancellationToken cancellationToken)
    {
        var manifest = Read(Path.Combine(folder, Name));
        var expected = manifest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var present = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));
        if (present.Any(path => path != Name && !expected.Contains(path)))
            throw new SealBrokenException("The folder of a sealed study holds a file that its manifest does not name.");
        foreach (var file in manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Verify(folder, file);
        }

        return manifest;
    }

    private static StudyManifest Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var manifest = JsonSerializer.Deserialize<StudyManifest>(stream, Json);
            if (manifest is null || manifest.Version != CurrentVersion)
                throw new SealBrokenException("The manifest of a sealed study is of another version.");
            if (manifest.Files.Any(file => file.Path != Path.GetFileName(file.Path)))
                throw new SealBrokenException("The manifest of a sealed study names a file outside its folder.");
            return manifest;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            throw new SealBrokenException("The manifest of a sealed study is missing or damaged.", exception);
        }
    }

    private static void Verify(string folder, ManifestFile file)
    {
        try
        {
            // Hashing takes 4 KiB at a time: without a buffer of its own each piece would be a call to the system.
            using var stream = new FileStream(Path.Combine(folder, file.Path), FileMode.Open, FileAccess.Read, FileShare.Read, HashBuffer);
            if (stream.Length != file.Length || !string.Equals(Convert.ToHexStringLower(SHA256.HashData(stream)), file.Sha256, StringComparison.Ordinal))
                throw new SealBrokenException($"The file of instance {file.InstanceId} is not the one that was sealed.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SealBrokenException($"The file of instance {file.InstanceId} is missing.", exception);
        }
    }
}

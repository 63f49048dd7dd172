using System.Text.Json;

namespace DicomGateway.Service.Configuration;

/// <summary>Reads what people write as JSON: comments and trailing commas are allowed.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    /// <param name="path">The file.</param>
    /// <param name="whereElse">What to do when there is none.</param>
    /// <exception cref="ConfigurationException">The file is missing, cannot be read, or is no JSON.</exception>
    public static JsonElement Read(string path, string whereElse)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Reading);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            var what = $"the file is no JSON at line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}.";
            throw new ConfigurationException(path, [new ConfigurationError("$", what, "Correct the text there; comments and trailing commas are allowed.")]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException(path, [new ConfigurationError("$", "the file does not exist.", whereElse)]);
        }
        catch (UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, [new ConfigurationError("$", "the file cannot be read.", "Give the service's user the right to read it.")]);
        }
    }
}

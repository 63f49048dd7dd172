using System.Text.Json;
using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>Reads gateway.json (comments and trailing commas allowed) and checks all of it.</summary>
internal static class ConfigurationLoader
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    /// <exception cref="ConfigurationException">The file is missing, is no JSON, or has errors; all of them are named.</exception>
    public static LoadedConfiguration Load(string file, string? dataFolder)
    {
        var path = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(path)!;
        var binder = new ConfigurationBinder(folder);
        var configuration = (GatewayConfiguration)binder.Bind(Parse(path), typeof(GatewayConfiguration), "$");
        var errors = binder.Errors.ToList();
        var data = dataFolder ?? (configuration.DataFolder is { } given ? Path.Combine(folder, given) : null);
        if (data is null)
            errors.Add(new ConfigurationError("$.dataFolder", "the property is missing.", "Name the data folder here or with --data."));
        if (configuration.KeyFile is not null)
            errors.AddRange(ConfigurationRules.Check(configuration, folder, data is null ? null : Path.GetFullPath(data)));
        if (errors.Count > 0)
            throw new ConfigurationException(path, errors);
        return new LoadedConfiguration(path, Path.GetFullPath(data!), configuration);
    }

    private static JsonElement Parse(string path)
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
            throw new ConfigurationException(path, [new ConfigurationError("$", "the file does not exist.", "Name it with --config; config/gateway.json is a template.")]);
        }
        catch (UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, [new ConfigurationError("$", "the file cannot be read.", "Give the service's user the right to read it.")]);
        }
    }
}

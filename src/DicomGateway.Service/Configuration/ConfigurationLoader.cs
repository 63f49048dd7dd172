using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>Reads gateway.json (comments and trailing commas allowed) and checks all of it.</summary>
internal static class ConfigurationLoader
{
    /// <exception cref="ConfigurationException">The file is missing, is no JSON, or has errors; all of them are named.</exception>
    public static LoadedConfiguration Load(string file, string? dataFolder)
    {
        var path = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(path)!;
        var binder = new ConfigurationBinder(folder);
        var configuration = (GatewayConfiguration)binder.Bind(JsonFile.Read(path, "Name it with --config; config/gateway.json is a template."), typeof(GatewayConfiguration), "$");
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
}

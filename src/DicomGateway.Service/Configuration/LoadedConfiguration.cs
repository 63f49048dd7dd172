using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>A configuration without errors, and where it came from.</summary>
internal sealed record LoadedConfiguration(string File, string DataFolder, GatewayConfiguration Values)
{
    public string Folder => Path.GetDirectoryName(File)!;

    public string KeyFile => Resolve(Values.KeyFile);

    public string LogFolder => Values.Logging.Folder is { } folder ? Resolve(folder) : Path.Combine(DataFolder, "logs");

    /// <summary>A path as the file means it: relative ones start at the file's own folder.</summary>
    public string Resolve(string path) => Path.GetFullPath(Path.Combine(Folder, path));

    /// <summary>True where anybody who reaches a port may send: the operator has to be told loudly.</summary>
    public bool IsOpen => ConfigurationRules.IsOpen(Values);
}

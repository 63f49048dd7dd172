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
    public bool IsOpen => Values.AllowOpenAccess;

    /// <summary>What is allowed only because the operator insists; said at every check and every start.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. IsOpen ? ["allowOpenAccess is set. Whoever reaches the DICOM port can send to this node under any AE title. List the peers and remove it."] : Array.Empty<string>(),
        .. Values.Listeners.Console is { AllowPlainHttp: true, Certificate: null } console && !ConfigurationRules.IsLoopback(console.Address)
            ? [$"listeners.console.allowPlainHttp is set. The console listens on {console.Address} without TLS: passwords and sessions travel in clear up to a proxy, if there is one."]
            : Array.Empty<string>(),
    ];
}

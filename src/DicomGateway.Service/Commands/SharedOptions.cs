using System.CommandLine;

namespace DicomGateway.Service.Commands;

/// <summary>Options that several commands have, with one wording.</summary>
internal static class SharedOptions
{
    private const string DefaultConfiguration = "/etc/dicom-gateway/gateway.json";
    private const string DefaultData = "/var/lib/dicom-gateway";

    public static Option<string> Configuration() => new("--config")
    {
        Description = "The configuration file.",
        HelpName = "FILE",
        DefaultValueFactory = _ => OperatingSystem.IsWindows() ? Below(Environment.SpecialFolder.CommonApplicationData, "gateway.json") : DefaultConfiguration,
    };

    /// <summary>For commands that work on a folder which a service has or had.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "The service's data folder.",
        HelpName = "DIR",
        DefaultValueFactory = _ => OperatingSystem.IsWindows() ? Below(Environment.SpecialFolder.CommonApplicationData, "data") : DefaultData,
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON for scripts." };

    private static string Below(Environment.SpecialFolder root, string name) => Path.Combine(Environment.GetFolderPath(root), "DicomGateway", name);
}

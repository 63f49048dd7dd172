using DicomGateway.Service.Configuration.Sections.Pacs;

namespace DicomGateway.Service.Configuration;

/// <summary>What products are known to do.</summary>
internal static class PacsProfileFiles
{
    private const string Folder = "pacs-profiles";

    public static string? Find(string name, string configurationFolder) => NamedFiles.Find(Folder, name, configurationFolder);

    public static IReadOnlyList<string> Names(string configurationFolder) => NamedFiles.Names(Folder, configurationFolder);

    /// <exception cref="ConfigurationException">The file is no profile; every error is named.</exception>
    public static PacsProfileFile Load(string path)
    {
        var binder = new ConfigurationBinder(Path.GetDirectoryName(path)!);
        var profile = (PacsProfileFile)binder.Bind(JsonFile.Read(path, "Name one of the profiles that there are."), typeof(PacsProfileFile), "$");
        return binder.Errors.Count == 0 ? profile : throw new ConfigurationException(path, binder.Errors);
    }
}

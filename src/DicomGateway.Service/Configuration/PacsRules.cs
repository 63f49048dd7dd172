using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Service.Configuration;

/// <summary>What single values of a PACS cannot say.</summary>
internal static class PacsRules
{
    public static IEnumerable<ConfigurationError> Check(PacsOptions pacs, string path, string folder, GatewayConfiguration configuration)
    {
        foreach (var error in RemoteNodeRules.Check(pacs, path))
            yield return error;
        if (pacs.Profile is { } profile && PacsProfileFiles.Find(profile, folder) is null)
            yield return new ConfigurationError($"{path}.profile", $"there is no profile '{profile}'.", $"Use one of: {string.Join(", ", PacsProfileFiles.Names(folder))}.");
        if (pacs is { MoveDestination: null, Quirks.Retrieval: RetrievalMethod.Move })
            yield return new ConfigurationError($"{path}.moveDestination", "the property is missing, though retrieval is Move.", "Name the AE title under which the PACS knows the node.");
        var titles = ConfigurationRules.OwnAeTitles(configuration);
        if (pacs.MoveDestination is { } ours && !titles.Contains(ours))
            yield return new ConfigurationError($"{path}.moveDestination", $"'{ours}' is no AE title of the node, so what the PACS sends to it would be refused.", $"Use one of: {ConfigurationRules.Listed(titles)}; retrieve.aeTitles in gateway.json adds one.");
        if (pacs.Limits.BytesPerMinute < 0)
            yield return new ConfigurationError($"{path}.limits.bytesPerMinute", "it is less than nothing.", "Use 0 for no limit.");
    }
}

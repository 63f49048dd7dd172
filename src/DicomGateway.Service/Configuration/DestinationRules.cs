using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;

namespace DicomGateway.Service.Configuration;

/// <summary>Which properties each type of destination needs, and which it has no use for.</summary>
internal static class DestinationRules
{
    public static IEnumerable<ConfigurationError> Check(DestinationOptions destination, string path, string folder) => Given(destination)
        .SelectMany(property => Property(destination.Type, property, path))
        .Concat(destination.Type switch
        {
            DestinationType.Stow => Stow(destination, path),
            DestinationType.Folder => Folder(destination, path, folder),
            _ => [],
        })
        .Concat(Proof(destination, path));

    /// <summary>Who asks for promises must get in first.</summary>
    public static IEnumerable<ConfigurationError> Requesters(GatewayConfiguration configuration) => configuration.AllowOpenAccess
        ? []
        : configuration.Commitment.Requesters.Select((requester, index) => (requester, index))
            .Where(entry => configuration.Peers.All(peer => peer.AeTitle != entry.requester.AeTitle))
            .Select(entry => new ConfigurationError(
                $"$.commitment.requesters[{entry.index}].aeTitle", $"'{entry.requester.AeTitle}' is none of the peers, so it is not let in.", "Add it to peers."));

    /// <summary>Name, whether it is given, and the types that need it or can use it.</summary>
    private static IEnumerable<(string Name, bool IsGiven, DestinationType Type, bool IsNeeded)> Given(DestinationOptions destination) =>
    [
        ("host", destination.Host is not null, DestinationType.Dicom, true),
        ("port", destination.Port is not null, DestinationType.Dicom, true),
        ("calledAeTitle", destination.CalledAeTitle is not null, DestinationType.Dicom, true),
        ("url", destination.Url is not null, DestinationType.Stow, true),
        ("tokenFile", destination.TokenFile is not null, DestinationType.Stow, false),
        ("tokenVariable", destination.TokenVariable is not null, DestinationType.Stow, false),
        ("folder", destination.Folder is not null, DestinationType.Folder, true),
    ];

    private static IEnumerable<ConfigurationError> Property(
        DestinationType type, (string Name, bool IsGiven, DestinationType Type, bool IsNeeded) property, string path)
    {
        if (property.IsGiven && property.Type != type)
            yield return new ConfigurationError($"{path}.{property.Name}", $"a destination of type {type} has no {property.Name}.", $"Remove it, or set type to {property.Type}.");
        if (!property.IsGiven && property.IsNeeded && property.Type == type)
            yield return new ConfigurationError($"{path}.{property.Name}", "the property is missing.", $"A destination of type {type} needs it.");
    }

    private static IEnumerable<ConfigurationError> Stow(DestinationOptions destination, string path)
    {
        if (destination.Url is null)
            yield break;
        if (!Uri.TryCreate(destination.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Query.Length > 0)
        {
            yield return new ConfigurationError($"{path}.url", $"'{destination.Url}' is no base of DICOMweb services.", "Write it like https://pacs.example.org/dicom-web.");
            yield break;
        }

        if (url.UserInfo.Length > 0)
            yield return new ConfigurationError($"{path}.url", "a user or a password stands in the URL, which ends in logs.", "Give tokenFile or a client certificate instead.");
        if (destination is { TokenFile: not null, TokenVariable: not null })
            yield return new ConfigurationError($"{path}.tokenVariable", "there is a tokenFile, too.", "Keep one of them.");
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && (destination.TokenFile ?? destination.TokenVariable) is not null)
            yield return new ConfigurationError($"{path}.url", "the token would travel in the clear.", "Use https.");
        if (destination.TokenVariable is { } variable && string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)))
            yield return new ConfigurationError($"{path}.tokenVariable", $"the environment has no {variable}.", "Set it for the service, or give tokenFile.");
    }

    private static IEnumerable<ConfigurationError> Folder(DestinationOptions destination, string path, string folder)
    {
        if (destination.Folder is { } target && !Directory.Exists(Path.Combine(folder, target)))
            yield return new ConfigurationError($"{path}.folder", $"the folder {Path.Combine(folder, target)} does not exist.", "Make or mount it, or correct the path.");
    }

    private static IEnumerable<ConfigurationError> Proof(DestinationOptions destination, string path)
    {
        var fits = (destination.Type, destination.Proof) switch
        {
            (DestinationType.Dicom, _) or (_, null or DestinationProof.None) => true,
            (DestinationType.Stow, DestinationProof.Query) => true,
            _ => false,
        };
        if (!fits)
            yield return new ConfigurationError($"{path}.proof", $"a destination of type {destination.Type} cannot show that by {destination.Proof}.", destination.Type == DestinationType.Stow ? "Use Query or None." : "Use None: a file counts when it is on the disk.");
    }
}

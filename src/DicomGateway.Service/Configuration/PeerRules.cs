using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>What single values of a peer cannot say: that it can be told from others, and that what it names is there.</summary>
internal static class PeerRules
{
    /// <param name="peer">The peer.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="configuration">What else there is.</param>
    public static IEnumerable<ConfigurationError> Check(PeerOptions peer, string path, GatewayConfiguration configuration) =>
        Identity(peer, path, configuration).Concat(References(peer, path, configuration));

    /// <summary>A peer that breaks these is not let in.</summary>
    public static IEnumerable<ConfigurationError> Identity(PeerOptions peer, string path, GatewayConfiguration configuration)
    {
        var hasCertificate = peer.CertificateThumbprints.Count + peer.CertificateSubjects.Count > 0;
        if (hasCertificate && configuration.Listeners.Tls is null)
            yield return new ConfigurationError(path, "a certificate is asked for, but the node has no TLS port.", "Give listeners.tls in gateway.json, or remove the certificates.");
        if (hasCertificate || peer.Addresses.Count > 0 || configuration.Listeners.Dicom is not { } plain || ConfigurationRules.IsLoopback(plain.Address))
            yield break;
        if (!configuration.AllowOpenAccess)
            yield return new ConfigurationError(path, "an AE title alone identifies nobody.", "Give addresses or certificates.");
        if (peer.Query.Count > 0)
            yield return new ConfigurationError($"{path}.query", "an AE title alone identifies nobody, and queries give studies away.", "Give addresses or certificates.");
    }

    /// <summary>A name of what is not there grants nothing; the rest of the peer counts.</summary>
    private static IEnumerable<ConfigurationError> References(PeerOptions peer, string path, GatewayConfiguration configuration)
    {
        var titles = ConfigurationRules.OwnAeTitles(configuration);
        foreach (var (title, at) in Unknown(peer.CalledAeTitles, titles))
            yield return new ConfigurationError($"{path}.calledAeTitles[{at}]", $"no project has the AE title '{title}', and it is none for retrievals.", $"Use one of: {ConfigurationRules.Listed(titles)}.");
        var projects = configuration.Projects.Select(project => project.Name).ToList();
        foreach (var (name, at) in Unknown(peer.Query, projects))
            yield return new ConfigurationError($"{path}.query[{at}]", $"there is no project '{name}'.", $"Use one of: {ConfigurationRules.Listed(projects)}.");
        var destinations = configuration.MoveDestinations.Select(destination => destination.AeTitle).ToList();
        foreach (var (title, at) in Unknown(peer.MoveDestinations, destinations))
            yield return new ConfigurationError($"{path}.moveDestinations[{at}]", $"there is no move destination '{title}'.", $"Use one of: {ConfigurationRules.Listed(destinations)}.");
        if (peer.MoveDestinations.Count > 0 && peer.Query.Count == 0)
            yield return new ConfigurationError($"{path}.moveDestinations", "the peer may query no project.", "Name the projects in query, or remove the destinations.");
    }

    private static IEnumerable<(string Name, int At)> Unknown(IEnumerable<string> names, IReadOnlyList<string> known) =>
        names.Select((name, at) => (name, at)).Where(entry => !known.Contains(entry.name));
}

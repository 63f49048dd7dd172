using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>Who may query what, and where it may be moved to.</summary>
internal static class QueryRules
{
    public static IEnumerable<ConfigurationError> Check(GatewayConfiguration configuration) =>
        ConfigurationRules.Duplicates("$.moveDestinations", configuration.MoveDestinations.Select(destination => destination.AeTitle), "aeTitle")
            .Concat(configuration.Peers.SelectMany((peer, index) => Check(configuration, peer, $"$.peers[{index}]")));

    private static IEnumerable<ConfigurationError> Check(GatewayConfiguration configuration, PeerOptions peer, string path)
    {
        var projects = configuration.Projects.Select(project => project.Name).ToHashSet();
        foreach (var (name, at) in peer.Query.Select((name, at) => (name, at)).Where(entry => !projects.Contains(entry.name)))
            yield return new ConfigurationError($"{path}.query[{at}]", $"there is no project '{name}'.", $"Use one of: {ConfigurationRules.Listed(projects)}.");
        var titles = configuration.MoveDestinations.Select(destination => destination.AeTitle).ToHashSet();
        foreach (var (title, at) in peer.MoveDestinations.Select((title, at) => (title, at)).Where(entry => !titles.Contains(entry.title)))
            yield return new ConfigurationError($"{path}.moveDestinations[{at}]", $"there is no move destination '{title}'.", $"Use one of: {ConfigurationRules.Listed(titles)}.");
        if (peer.MoveDestinations.Count > 0 && peer.Query.Count == 0)
            yield return new ConfigurationError($"{path}.moveDestinations", "the peer may query no project.", "Name the projects in query, or remove the destinations.");
        var certificates = peer.CertificateThumbprints.Count + peer.CertificateSubjects.Count;
        if (peer.Query.Count > 0 && certificates == 0 && peer.Addresses.Count == 0
            && configuration.Listeners.Dicom is { } plain && !ConfigurationRules.IsLoopback(plain.Address))
            yield return new ConfigurationError($"{path}.query", "an AE title alone identifies nobody, and queries give studies away.", "Give addresses or certificates.");
    }
}

using System.Net;
using DicomGateway.Service.Configuration.Sections;

namespace DicomGateway.Service.Configuration;

/// <summary>What single values cannot say: names that must match, AE titles that must differ, ports, places of secrets.</summary>
internal static class ConfigurationRules
{
    public static IEnumerable<ConfigurationError> Check(GatewayConfiguration configuration, string folder, string? dataFolder) =>
        Listeners(configuration.Listeners)
            .Concat(Duplicates("$.destinations", configuration.Destinations.Select(d => d.Name), "name"))
            .Concat(configuration.Destinations.SelectMany((destination, index) => DestinationRules.Check(destination, $"$.destinations[{index}]", folder)))
            .Concat(DestinationRules.Requesters(configuration))
            .Concat(Duplicates("$.alerts.webhooks", configuration.Alerts.Webhooks.Select(w => w.Name), "name"))
            .Concat(AlertConfigurationRules.Check(configuration.Alerts))
            .Concat(Duplicates("$.projects", configuration.Projects.Select(p => p.Name), "name"))
            .Concat(AeTitles(configuration))
            .Concat(References(configuration, folder))
            .Concat(configuration.Peers.SelectMany((peer, index) => PeerRules.Check(peer, $"$.peers[{index}]", configuration)))
            .Concat(Duplicates("$.moveDestinations", configuration.MoveDestinations.Select(destination => destination.AeTitle), "aeTitle"))
            .Concat(configuration.MoveDestinations.SelectMany((destination, index) => RemoteNodeRules.Check(destination, $"$.moveDestinations[{index}]")))
            .Concat(configuration.Commitment.Requesters.SelectMany((requester, index) => RemoteNodeRules.Check(requester, $"$.commitment.requesters[{index}]")))
            .Concat(Duplicates("$.pacs", configuration.Pacs.Select(p => p.Name), "name"))
            .Concat(configuration.Pacs.SelectMany((pacs, index) => PacsRules.Check(pacs, $"$.pacs[{index}]", folder, configuration)))
            .Concat(KeyPlace(configuration, folder, dataFolder));

    /// <summary>AE titles under which the node is called: those of the projects, and those for retrievals.</summary>
    public static IReadOnlyList<string> OwnAeTitles(GatewayConfiguration configuration) =>
        [.. configuration.Projects.SelectMany(project => project.AeTitles ?? []), .. configuration.Retrieve.AeTitles];

    public static bool IsLoopback(string address) => IPAddress.TryParse(address, out var parsed) && IPAddress.IsLoopback(parsed);

    private static IEnumerable<ConfigurationError> Listeners(ListenersOptions listeners)
    {
        if (listeners.Dicom is null && listeners.Tls is null)
            yield return new ConfigurationError("$.listeners", "the node listens on no DICOM port.", "Give listeners.dicom or listeners.tls.");
        var ports = new (string Name, ListenerOptions? Listener)[] { ("dicom", listeners.Dicom), ("tls", listeners.Tls), ("health", listeners.Health), ("console", listeners.Console) }
            .Where(entry => entry.Listener is { Port: not 0 });
        foreach (var group in ports.GroupBy(entry => entry.Listener!.Port).Where(group => group.Count() > 1))
        {
            yield return new ConfigurationError(
                $"$.listeners.{group.Last().Name}.port",
                $"port {group.Key} is also that of {group.First().Name}.",
                "Give each listener a port of its own.");
        }

        if (listeners.Health is { Address: { } address } && !IsLoopback(address))
            yield return new ConfigurationError("$.listeners.health.address", "health and metrics have no access control.", "Use 127.0.0.1 or ::1; put a proxy in front for others.");
        foreach (var error in Console(listeners.Console))
            yield return error;
    }

    private static IEnumerable<ConfigurationError> Console(ConsoleListenerOptions? console)
    {
        if (console is null)
            yield break;
        if (console.Certificate is null != console.PrivateKey is null)
            yield return new ConfigurationError("$.listeners.console", "a certificate and its private key belong together.", "Give both, or neither.");
        if (console is { Certificate: null, AllowPlainHttp: false, Address: { } address } && !IsLoopback(address))
            yield return new ConfigurationError("$.listeners.console.address", "passwords would travel in clear.", "Give certificate and privateKey, or listen on 127.0.0.1.");
        if (console.PublicAddress is { } publicAddress && !(Uri.TryCreate(publicAddress, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new ConfigurationError("$.listeners.console.publicAddress", "this is no address of a web page.", "Write for example https://gateway.example.org.");
    }

    public static IEnumerable<ConfigurationError> Duplicates(string path, IEnumerable<string> names, string property) =>
        names.Select((name, index) => (name, index)).Where(entry => entry.name is not null).GroupBy(entry => entry.name)
            .SelectMany(group => group.Skip(1))
            .Select(entry => new ConfigurationError($"{path}[{entry.index}].{property}", $"'{entry.name}' is taken by an earlier entry.", "Choose another name."));

    private static IEnumerable<ConfigurationError> AeTitles(GatewayConfiguration configuration) =>
        configuration.Projects.SelectMany((project, p) => (project.AeTitles ?? []).Select((title, a) => (title, path: $"$.projects[{p}].aeTitles[{a}]")))
            .Concat(configuration.Retrieve.AeTitles.Select((title, a) => (title, path: $"$.retrieve.aeTitles[{a}]")))
            .GroupBy(entry => entry.title)
            .SelectMany(group => group.Skip(1))
            .Select(entry => new ConfigurationError(entry.path, $"AE title '{entry.title}' is already bound to a project or to retrievals.", "An AE title belongs to one project, or to retrievals: choose another one."));

    private static IEnumerable<ConfigurationError> References(GatewayConfiguration configuration, string folder)
    {
        var names = configuration.Destinations.Select(d => d.Name).ToHashSet();
        foreach (var (project, index) in configuration.Projects.Select((project, index) => (project, index)))
        {
            foreach (var (name, at) in project.Destinations.Select((name, at) => (name, at)).Where(entry => !names.Contains(entry.name)))
                yield return new ConfigurationError($"$.projects[{index}].destinations[{at}]", $"there is no destination '{name}'.", $"Use one of: {Listed(names)}.");
            if (project.Profile is { } profile && ProfileFiles.Find(profile, folder) is null)
                yield return new ConfigurationError($"$.projects[{index}].profile", $"there is no profile '{profile}'.", $"Use one of: {Listed(ProfileFiles.Names(folder))}.");
        }
    }

    private static IEnumerable<ConfigurationError> KeyPlace(GatewayConfiguration configuration, string folder, string? dataFolder)
    {
        var key = Path.GetFullPath(Path.Combine(folder, configuration.KeyFile));
        if (IsBelow(key, folder))
            yield return new ConfigurationError("$.keyFile", "the key file would lie with the configuration.", "Put it into a folder of its own, which backups of config and data do not touch.");
        if (dataFolder is not null && IsBelow(key, dataFolder))
            yield return new ConfigurationError("$.keyFile", "the key file would lie in the data folder.", "Put it into a folder of its own: who copies the data must not get the keys with it.");
    }

    private static bool IsBelow(string path, string folder) =>
        !Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(Path.GetRelativePath(folder, path));

    public static string Listed(IEnumerable<string> names) => names.Any() ? string.Join(", ", names.Order(StringComparer.Ordinal)) : "(none is configured)";
}

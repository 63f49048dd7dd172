using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Hosting;

/// <summary>Writes projects, destinations, move destinations and peers of the configuration into Records, where changes are audited.</summary>
internal static class ConfigurationSeed
{
    public static async Task ApplyAsync(GatewayConfiguration configuration, GatewayRecords records, CancellationToken cancellationToken)
    {
        await SeedAsync("project", configuration.Projects, project => project.Name);
        await SeedAsync("destination", configuration.Destinations, destination => destination.Name);
        await SeedAsync("move-destination", configuration.MoveDestinations, destination => destination.AeTitle);
        await SeedAsync("peer", configuration.Peers, peer => $"{peer.AeTitle} {string.Join(',', peer.Addresses)}".Trim());

        async Task SeedAsync<T>(string kind, IReadOnlyList<T> entries, Func<T, string> name)
        {
            var byName = entries.GroupBy(name).ToDictionary(group => group.Key, group => ConfigurationJson.Write(group.Last()));
            await records.Configuration.SeedAsync(kind, byName, cancellationToken);
        }
    }
}

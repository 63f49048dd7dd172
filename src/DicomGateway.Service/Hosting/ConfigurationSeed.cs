using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Hosting;

/// <summary>Writes projects and destinations of the configuration into Records, where changes are audited.</summary>
internal static class ConfigurationSeed
{
    public static async Task ApplyAsync(GatewayConfiguration configuration, GatewayRecords records, CancellationToken cancellationToken)
    {
        await SeedAsync("project", configuration.Projects, project => project.Name);
        await SeedAsync("destination", configuration.Destinations, destination => destination.Name);

        async Task SeedAsync<T>(string kind, IReadOnlyList<T> entries, Func<T, string> name)
        {
            var byName = entries.GroupBy(name).ToDictionary(group => group.Key, group => ConfigurationJson.Write(group.Last()));
            await records.Configuration.SeedAsync(kind, byName, cancellationToken);
        }
    }
}

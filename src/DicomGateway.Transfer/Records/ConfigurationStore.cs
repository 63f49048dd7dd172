namespace DicomGateway.Transfer.Records;

/// <summary>AE titles, projects and destinations: seeded from the configuration at start, which wins, and exported back by a command.</summary>
public sealed class ConfigurationStore
{
    /// <summary>Replaces everything of a kind ("project", "peer", "destination") with what the configuration says; changes are audited.</summary>
    public ValueTask SeedAsync(string kind, IReadOnlyDictionary<string, string> jsonByName, CancellationToken cancellationToken) => throw new NotImplementedException();

    public ValueTask<IReadOnlyDictionary<string, string>> ExportAsync(string kind, CancellationToken cancellationToken) => throw new NotImplementedException();
}

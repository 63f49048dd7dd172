using System.Text.Json;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Hosting;

/// <summary>Remembers in Records which key each project began with, so that a lost or exchanged key file is refused.</summary>
internal static class KeyMemory
{
    private const string Kind = "key";

    /// <summary>Opens or makes the key of every project.</summary>
    /// <exception cref="ProjectKeyException">A key is lost, or is not the one that the project began with.</exception>
    public static async Task<IPseudonymSource> OpenAsync(
        ProjectKeyFile file, GatewayRecords records, IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        var known = (await records.Configuration.ExportAsync(Kind, cancellationToken))
            .ToDictionary(entry => entry.Key, entry => JsonSerializer.Deserialize<string>(entry.Value)!);
        var source = new KeyFilePseudonymSource(file, project => known.GetValueOrDefault(project));
        var all = projects.ToDictionary(project => project, project => source.GetKey(project).Fingerprint);
        foreach (var (project, fingerprint) in known)
            all.TryAdd(project, fingerprint);
        if (all.Count != known.Count)
            await records.Configuration.SeedAsync(Kind, all.ToDictionary(e => e.Key, e => JsonSerializer.Serialize(e.Value)), cancellationToken);
        return source;
    }
}

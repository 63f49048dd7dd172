using System.Text.Json;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Hosting;

/// <summary>Remembers in Records which key each project began with, so that a lost or exchanged key is refused before anything is received.</summary>
internal static class ProjectKeys
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
        var all = new Dictionary<string, string>(known);
        foreach (var project in projects)
            all[project] = source.GetKey(project).Fingerprint;
        if (all.Count != known.Count)
            await records.Configuration.SeedAsync(Kind, all.ToDictionary(e => e.Key, e => JsonSerializer.Serialize(e.Value)), cancellationToken);
        return source;
    }
}

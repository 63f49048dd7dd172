using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Hosting;

/// <summary>Opens or makes the key of every project at start, so that a lost or exchanged key is refused before anything is received.</summary>
internal static class ProjectKeys
{
    /// <exception cref="ProjectKeyException">A key is lost, or is not the one that the project began with.</exception>
    public static async Task<IPseudonymSource> OpenAsync(
        ProjectKeyFile file, GatewayRecords records, IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        var source = new KeyFilePseudonymSource(file, records.ProjectKeys.Find);
        foreach (var project in projects)
            await records.ProjectKeys.RememberAsync(project, source.GetKey(project).Fingerprint, cancellationToken);
        return source;
    }
}

using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records;

/// <summary>
/// AE titles, projects, destinations and PACS: seeded from the configuration at start, which wins, and exported back by a command. What a person
/// added meanwhile stays.
/// </summary>
public sealed class ConfigurationStore
{
    private const int File = 0;
    private const int Person = 1;

    private readonly RecordsContext _context;

    internal ConfigurationStore(RecordsContext context) => _context = context;

    /// <summary>Replaces what the configuration said of a kind ("project", "peer", "destination", "pacs") with what it says now; changes are audited.</summary>
    /// <returns>Names of entries that a person had added and the configuration now has.</returns>
    public ValueTask<IReadOnlyList<string>> SeedAsync(string kind, IReadOnlyDictionary<string, string> jsonByName, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync<IReadOnlyList<string>>(
            session =>
            {
                var stored = Read(session, kind).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
                foreach (var gone in stored.Values.Where(entry => entry.IsFromFile && !jsonByName.ContainsKey(entry.Name)))
                    Delete(session, kind, gone, AuditChain.Service);
                foreach (var (name, json) in jsonByName.Where(item => stored.GetValueOrDefault(item.Key) is not { IsFromFile: true } entry || entry.Json != item.Value))
                    Put(session, kind, new ConfigurationEntry(name, json, IsFromFile: true), AuditChain.Service, stored.GetValueOrDefault(name));
                return [.. stored.Values.Where(entry => !entry.IsFromFile && jsonByName.ContainsKey(entry.Name)).Select(entry => entry.Name)];
            },
            cancellationToken);

    /// <summary>Adds or changes an entry for a person; audited.</summary>
    /// <returns>False when the entry is the configuration file's: nothing was changed.</returns>
    public ValueTask<bool> SetAsync(string kind, string name, string json, string actor, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var known = Read(session, kind).FirstOrDefault(entry => entry.Name == name);
                if (known is { IsFromFile: true })
                    return false;
                if (known?.Json != json)
                    Put(session, kind, new ConfigurationEntry(name, json, IsFromFile: false), actor, known);
                return true;
            },
            cancellationToken);

    /// <summary>Removes an entry that a person added; audited.</summary>
    /// <returns>False when there is none, or it is the configuration file's.</returns>
    public ValueTask<bool> RemoveAsync(string kind, string name, string actor, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                if (Read(session, kind).FirstOrDefault(entry => entry.Name == name && !entry.IsFromFile) is not { } known)
                    return false;
                Delete(session, kind, known, actor);
                return true;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<ConfigurationEntry>> ListAsync(string kind, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<ConfigurationEntry>>(session => Read(session, kind), cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, string>> ExportAsync(string kind, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyDictionary<string, string>>(
            session => Read(session, kind).ToDictionary(entry => entry.Name, entry => entry.Json, StringComparer.Ordinal), cancellationToken);

    private static List<ConfigurationEntry> Read(RecordsSession session, string kind) =>
        session.Query(
            "SELECT name, json, origin FROM configuration WHERE kind = $1 ORDER BY name",
            row => new ConfigurationEntry(row.Text(0), row.Text(1), row.Number(2) == File), kind);

    private void Put(RecordsSession session, string kind, ConfigurationEntry entry, string actor, ConfigurationEntry? before)
    {
        session.Execute(
            "INSERT INTO configuration(kind, name, json, origin) VALUES ($1, $2, $3, $4) ON CONFLICT(kind, name) DO UPDATE SET json = excluded.json, origin = excluded.origin",
            kind, entry.Name, entry.Json, entry.IsFromFile ? File : Person);
        Audit(session, kind, entry.Name, actor, before is null ? "configuration.added" : "configuration.changed", before?.Json, entry.Json);
    }

    private void Delete(RecordsSession session, string kind, ConfigurationEntry entry, string actor)
    {
        session.Execute("DELETE FROM configuration WHERE kind = $1 AND name = $2", kind, entry.Name);
        Audit(session, kind, entry.Name, actor, "configuration.removed", entry.Json, after: null);
    }

    /// <summary>With what was and what is, so that a change can be understood and taken back.</summary>
    private void Audit(RecordsSession session, string kind, string name, string actor, string action, string? before, string? after)
    {
        var detail = new Dictionary<string, string> { ["kind"] = kind, ["name"] = name };
        if (before is not null)
            detail["before"] = before;
        if (after is not null)
            detail["after"] = after;
        AuditChain.Append(session, _context, actor, action, detail: detail);
    }
}

using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records;

/// <summary>AE titles, projects and destinations: seeded from the configuration at start, which wins, and exported back by a command.</summary>
public sealed class ConfigurationStore
{
    private readonly RecordsContext _context;

    internal ConfigurationStore(RecordsContext context) => _context = context;

    /// <summary>Replaces everything of a kind ("project", "peer", "destination") with what the configuration says; changes are audited.</summary>
    public ValueTask SeedAsync(string kind, IReadOnlyDictionary<string, string> jsonByName, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var stored = Read(session, kind);
                foreach (var name in stored.Keys.Where(name => !jsonByName.ContainsKey(name)))
                {
                    session.Execute("DELETE FROM configuration WHERE kind = $1 AND name = $2", kind, name);
                    Audit(session, kind, name, "configuration.removed");
                }
                foreach (var (name, json) in jsonByName.Where(item => stored.GetValueOrDefault(item.Key) != item.Value))
                {
                    session.Execute(
                        "INSERT INTO configuration(kind, name, json) VALUES ($1, $2, $3) ON CONFLICT(kind, name) DO UPDATE SET json = excluded.json",
                        kind, name, json);
                    Audit(session, kind, name, stored.ContainsKey(name) ? "configuration.changed" : "configuration.added");
                }
            },
            cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, string>> ExportAsync(string kind, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyDictionary<string, string>>(session => Read(session, kind), cancellationToken);

    private static Dictionary<string, string> Read(RecordsSession session, string kind) =>
        session.Query("SELECT name, json FROM configuration WHERE kind = $1 ORDER BY name", row => (Name: row.Text(0), Json: row.Text(1)), kind)
            .ToDictionary(item => item.Name, item => item.Json, StringComparer.Ordinal);

    private void Audit(RecordsSession session, string kind, string name, string action) =>
        AuditChain.Append(
            session, _context, AuditChain.Service, action, detail: new Dictionary<string, string> { ["kind"] = kind, ["name"] = name });
}

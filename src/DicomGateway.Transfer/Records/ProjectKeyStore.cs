using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records;

/// <summary>Fingerprints of the keys that projects began with, so that a lost or exchanged key is noticed before it makes other pseudonyms.</summary>
public sealed class ProjectKeyStore
{
    private readonly RecordsContext _context;

    internal ProjectKeyStore(RecordsContext context) => _context = context;

    /// <summary>The fingerprint, or null when the project has never used a key.</summary>
    public string? Find(string project) =>
        _context.Readers.Run(
            session => session.Find("SELECT fingerprint FROM project_keys WHERE project = $1", row => row.Text(0), project), CancellationToken.None);

    /// <summary>Remembers a project's first key. Another one for the same project is refused.</summary>
    public ValueTask RememberAsync(string project, string fingerprint, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var known = session.Find("SELECT fingerprint FROM project_keys WHERE project = $1", row => row.Text(0), project);
                if (known == fingerprint)
                    return;
                if (known is not null)
                    throw new TransitionException($"Project {project} began with another key: restore the key file.");
                session.Execute("INSERT INTO project_keys(project, fingerprint) VALUES ($1, $2)", project, fingerprint);
                AuditChain.Append(
                    session, _context, AuditChain.Service, "project.key", project, detail: new Dictionary<string, string> { ["fingerprint"] = fingerprint });
            },
            cancellationToken);
}

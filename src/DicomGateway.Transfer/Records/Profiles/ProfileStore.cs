using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Profiles;

/// <summary>Versions of profiles. They are kept by the seals that were made under them; a study keeps its version from its first queueing on.</summary>
public sealed class ProfileStore
{
    private readonly RecordsContext _context;

    internal ProfileStore(RecordsContext context) => _context = context;

    /// <summary>All versions, in the order of their first use.</summary>
    public ValueTask<IReadOnlyList<ProfileUse>> ListAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<ProfileUse>>(
            session => session.Query(
                """
                SELECT p.version, p.name, p.content, p.kept_at, (SELECT COUNT(*) FROM studies s WHERE s.profile_version = p.version)
                FROM profiles p ORDER BY p.kept_at, p.version
                """,
                row => new ProfileUse(ProfileVersions.ToProfile(row, 0), row.Time(3), row.Number(4))),
            cancellationToken);

    /// <summary>Projects and names of profiles of seals that a program made which kept no versions; the one used first comes first.</summary>
    public ValueTask<IReadOnlyList<(string Project, string Profile)>> ListUnversionedAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<(string, string)>>(
            session => session.Query(
                """
                SELECT s.project, m.profile FROM manifests m JOIN studies s ON s.study_id = m.study_id
                WHERE m.profile_version IS NULL GROUP BY s.project, m.profile ORDER BY MIN(m.manifest_id)
                """,
                row => (row.Text(0), row.Text(1))),
            cancellationToken);

    /// <summary>Gives those seals the version, and their studies too where something was queued. Returns how many studies keep it now.</summary>
    public ValueTask<int> AdoptAsync(string project, ProfileRecord profile, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            ProfileVersions.Keep(session, _context, profile);
            var studies = session.Execute(
                """
                UPDATE studies SET profile_version = $1
                WHERE project = $2 AND profile_version IS NULL
                  AND EXISTS (SELECT 1 FROM manifests m WHERE m.study_id = studies.study_id AND m.profile = $3 AND m.profile_version IS NULL)
                  AND (EXISTS (SELECT 1 FROM deliveries d WHERE d.study_id = studies.study_id)
                    OR EXISTS (SELECT 1 FROM instances i WHERE i.study_id = studies.study_id AND i.disposition = $4))
                """,
                profile.Version, project, profile.Name, InstanceDisposition.Forwarded);
            session.Execute(
                """
                UPDATE manifests SET profile_version = $1
                WHERE profile = $2 AND profile_version IS NULL AND study_id IN (SELECT study_id FROM studies WHERE project = $3)
                """,
                profile.Version, profile.Name, project);
            AuditChain.Append(
                session, _context, AuditChain.Service, "profile.adopted", project, null,
                new Dictionary<string, string> { ["profile"] = profile.Label, ["studies"] = studies.ToString(CultureInfo.InvariantCulture) });
            return studies;
        },
        cancellationToken);
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Profiles;

/// <summary>Versions of profiles, and which of them a study keeps: from its first queueing on, late arrivals included.</summary>
internal static class ProfileVersions
{
    public static ProfileRecord ToProfile(RecordsRow row, int first) => new(row.Text(first), row.Text(first + 1), row.Text(first + 2));

    /// <summary>A version is its content's hash: what is there already is the same.</summary>
    public static void Keep(RecordsSession session, RecordsContext context, ProfileRecord profile) =>
        session.Execute(
            "INSERT INTO profiles(version, name, content, kept_at) VALUES ($1, $2, $3, $4) ON CONFLICT(version) DO NOTHING",
            profile.Version, profile.Name, profile.Content, context.Now);

    public static ProfileRecord? FindKept(RecordsSession session, long studyId) => session.Find(
        "SELECT p.version, p.name, p.content FROM studies s JOIN profiles p ON p.version = s.profile_version WHERE s.study_id = $1",
        row => ToProfile(row, 0), studyId);

    /// <summary>From now on something of the study may be outside: what comes later must look like it.</summary>
    public static void Bind(RecordsSession session, long studyId, long manifestId) =>
        session.Execute(
            """
            UPDATE studies SET profile_version = (SELECT profile_version FROM manifests WHERE manifest_id = $1),
                patients_at = (SELECT sealed_at FROM manifests WHERE manifest_id = $1)
            WHERE study_id = $2 AND profile_version IS NULL
            """,
            manifestId, studyId);

    /// <summary>Nothing of the study went out, nothing is on its way and nothing is in doubt: the next run may take the project's present profile.</summary>
    public static void FreeWhenNothingIsOut(RecordsSession session, long studyId) =>
        session.Execute(
            """
            UPDATE studies SET profile_version = NULL
            WHERE study_id = $1 AND EXISTS (SELECT 1 FROM deliveries d WHERE d.study_id = $1)
              AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.study_id = $1 AND (d.is_in_doubt = 1 OR d.state NOT IN ($2, $3)))
            """,
            studyId, DeliveryState.Failed, DeliveryState.Cancelled);
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>Reads studies for lists.</summary>
internal static class StudyColumns
{
    public const string Summary =
        "study_id, project, state, revision, instance_count, first_received, last_received, state_since, has_versions, attempts, modality, "
        + "profile_version, (SELECT name FROM profiles WHERE version = studies.profile_version), crashes, waits";

    public static StudySummary ToSummary(RecordsRow row) => new()
    {
        StudyId = row.Number(0),
        Project = row.Text(1),
        State = (StudyState)row.Int(2),
        Revision = row.Int(3),
        InstanceCount = row.Int(4),
        FirstReceived = row.Time(5),
        LastReceived = row.Time(6),
        StateSince = row.Time(7),
        HasVersions = row.Flag(8),
        Attempts = row.Int(9),
        Modality = row.TextOrNull(10),
        Crashes = row.Int(13),
        Waits = row.Int(14),
        KeptProfile = row.TextOrNull(11) is { } version ? ProfileRecord.LabelOf(row.Text(12), version) : null,
    };

    public static IReadOnlyList<StudySummary> List(RecordsSession session, RecordsCipher cipher, StudyFilter filter)
    {
        var identifies = filter.StudyInstanceUid ?? filter.PatientId ?? filter.AccessionNumber;
        if (identifies is null)
            return Query(session, filter, filter.Project, [], [], []);

        // Hashes are per project: without one in the filter, every project is asked.
        var projects = filter.Project is { } one ? [one] : session.Query("SELECT DISTINCT project FROM studies", row => row.Text(0));
        return
        [
            .. projects.SelectMany(project => Query(
                    session,
                    filter,
                    project,
                    cipher.HashOrNull("study", project, filter.StudyInstanceUid) ?? [],
                    cipher.HashOrNull("patient", project, filter.PatientId) ?? [],
                    cipher.HashOrNull("accession", project, filter.AccessionNumber) ?? []))
                .OrderByDescending(study => study.StudyId)
                .Take(filter.Limit),
        ];
    }

    private static List<StudySummary> Query(
        RecordsSession session, StudyFilter filter, string? project, byte[] study, byte[] patient, byte[] accession) =>
        session.Query(
            $"""
             SELECT {Summary} FROM studies
             WHERE ($1 IS NULL OR project = $1) AND ($2 IS NULL OR state = $2) AND study_id < $3
               AND (length($4) = 0 OR study_hash = $4)
               AND (length($5) = 0 OR patient_hash = $5
                    OR study_id IN (SELECT i.study_id FROM instances i WHERE i.project = $1 AND i.patient_hash = $5))
               AND (length($6) = 0 OR accession_hash = $6)
             ORDER BY study_id DESC LIMIT $7
             """,
            ToSummary, project, filter.State, filter.BeforeStudyId ?? long.MaxValue, study, patient, accession, filter.Limit);
}

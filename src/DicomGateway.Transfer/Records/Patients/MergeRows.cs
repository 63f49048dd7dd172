using DicomGateway.Curation.Metadata;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Patients;

/// <summary>Reads merges, and who is connected through them. Connections go by Patient ID alone: rather one too many looked at than one missed.</summary>
internal static class MergeRows
{
    private const string Columns = "m.merge_id, m.project, m.sealed_identities, m.merged_at, m.merged_by, m.why, m.undone_at, m.undone_by, m.undone_why, m.absorbed_hash";

    /// <summary>Patients (hashes of Patient IDs) that are connected with one of the given, those included. $1 is the project.</summary>
    private const string Connected =
        """
        UNION SELECT CASE WHEN m.absorbed_patient = connected.patient THEN m.surviving_patient ELSE m.absorbed_patient END
        FROM connected JOIN patient_merges m ON m.project = $1 AND (m.absorbed_patient = connected.patient OR m.surviving_patient = connected.patient)
        """;

    public static PatientHistory ForStudy(RecordsSession session, RecordsCipher cipher, string project, long studyId)
    {
        if (session.GetNumber("SELECT EXISTS (SELECT 1 FROM patient_merges WHERE project = $1)", project) == 0)
            return PatientHistory.None;
        var kept = session.FindTime("SELECT CASE WHEN profile_version IS NULL THEN NULL ELSE COALESCE(patients_at, 0) END FROM studies WHERE study_id = $1", studyId);
        var merges = session.Query(
            $"""
            WITH RECURSIVE connected(patient) AS (SELECT i.patient_hash FROM instances i WHERE i.study_id = $2 AND i.patient_hash IS NOT NULL {Connected})
            SELECT {Columns} FROM patient_merges m
            WHERE m.project = $1 AND m.absorbed_patient IN (SELECT patient FROM connected) ORDER BY m.merge_id
            """,
            row => ToMerge(row, cipher), project, studyId);
        return new PatientHistory(merges, kept);
    }

    public static List<MergeRecord> List(RecordsSession session, RecordsCipher cipher, string? project) => session.Query(
        $"SELECT {Columns} FROM patient_merges m WHERE $1 IS NULL OR m.project = $1 ORDER BY m.merge_id", row => ToMerge(row, cipher), project);

    /// <summary>Studies of a patient and of all who are connected with it.</summary>
    public static List<long> StudiesOf(RecordsSession session, string project, byte[] patient) => session.Query(
        $"""
        WITH RECURSIVE connected(patient) AS (SELECT $2 {Connected})
        SELECT DISTINCT i.study_id FROM instances i WHERE i.project = $1 AND i.patient_hash IN (SELECT patient FROM connected) ORDER BY i.study_id
        """,
        row => row.Number(0), project, patient);

    /// <summary>Studies of any patient whom a merge of the project names, of which something is out.</summary>
    public static List<long> ForwardedOf(RecordsSession session, string project) => session.Query(
        """
        SELECT DISTINCT s.study_id FROM patient_merges m
        JOIN instances i ON i.project = m.project AND i.patient_hash IN (m.absorbed_patient, m.surviving_patient)
        JOIN studies s ON s.study_id = i.study_id
        WHERE m.project = $1 AND s.profile_version IS NOT NULL ORDER BY s.study_id
        """,
        row => row.Number(0), project);

    public static string PlaceOf(byte[] absorbed) => "merge " + Convert.ToHexStringLower(absorbed);

    private static MergeRecord ToMerge(RecordsRow row, RecordsCipher cipher)
    {
        var sealedPair = cipher.Decrypt<MergedPair>(PlaceOf(row.Bytes(9)), row.Bytes(2));
        return new MergeRecord(
            row.Number(0), row.Text(1),
            new PatientMerge(new PatientIdentity(sealedPair.AbsorbedIssuer, sealedPair.AbsorbedId), new PatientIdentity(sealedPair.SurvivingIssuer, sealedPair.SurvivingId)),
            row.Time(3), row.Text(4), row.Text(5), row.TimeOrNull(6), row.TextOrNull(7), row.TextOrNull(8));
    }
}

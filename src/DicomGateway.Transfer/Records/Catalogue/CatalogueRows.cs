using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Writes a study into the catalogue; what an earlier seal of it put there goes. The counts of the patient go along.</summary>
internal static class CatalogueRows
{
    public static void Write(RecordsSession session, long studyId, long manifestId, string folder, CatalogueEntry entry)
    {
        if (!MayBeSeen(session, studyId, manifestId) || HasWithdrawn(session, manifestId, entry))
            return;
        session.Execute("DELETE FROM catalogue_studies WHERE study_id = $1", studyId);
        session.Execute("UPDATE manifests SET catalogued = 1 WHERE manifest_id = $1", manifestId);
        if (entry.Series.Count == 0)
            return;
        var project = StudyRow.Get(session, studyId).Project;
        var instances = entry.Series.Sum(series => series.Instances.Count);
        var patient = session.GetNumber(
            """
            INSERT INTO catalogue_patients(project, patient_id, studies, series, instances, attributes) VALUES ($1, $2, 1, $3, $4, $5)
            ON CONFLICT(project, patient_id) DO UPDATE SET
                studies = studies + 1, series = series + excluded.series, instances = instances + excluded.instances, attributes = excluded.attributes
            RETURNING patient
            """,
            project, entry.PatientId, entry.Series.Count, instances, entry.PatientAttributes);
        var study = session.GetNumber(
            """
            INSERT INTO catalogue_studies(study_id, manifest_id, patient, project, folder, series, instances, attributes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING study
            """,
            studyId, manifestId, patient, project, folder, entry.Series.Count, instances, entry.StudyAttributes);
        foreach (var (key, value) in entry.Keys)
            WriteKey(session, project, key, value, (int)key < (int)CatalogueKey.PatientIdOfPatient ? study : patient);
        foreach (var series in entry.Series)
            WriteSeries(session, project, study, series);
    }

    /// <summary>Something of the study was rejected or left out: none of it is seen until the rest has been put in anew.</summary>
    public static void Hide(RecordsSession session, long studyId) => session.Execute("DELETE FROM catalogue_studies WHERE study_id = $1", studyId);

    private static bool MayBeSeen(RecordsSession session, long studyId, long manifestId) =>
        StudyRow.Get(session, studyId).State is not (StudyState.Held or StudyState.Rejected or StudyState.Excluded)
        && session.GetNumber("SELECT bytes_state FROM manifests WHERE manifest_id = $1", manifestId) == (int)BytesState.Present
        && !DeliveryQueue.HasOptedOut(session, studyId);

    /// <summary>Rejected or left out since the entry was read: it is read again without that.</summary>
    private static bool HasWithdrawn(RecordsSession session, long manifestId, CatalogueEntry entry)
    {
        var withdrawn = session.Query(
            "SELECT o.sop_instance FROM outputs o JOIN instances i ON i.instance_id = o.source_instance WHERE o.manifest_id = $1 AND i.disposition IN ($2, $3)",
            row => row.Text(0), manifestId, InstanceDisposition.Rejected, InstanceDisposition.Excluded).ToHashSet(StringComparer.Ordinal);
        return withdrawn.Count > 0 && entry.Series.Any(series => series.Instances.Any(instance => withdrawn.Contains(instance.SopInstanceUid)));
    }

    private static void WriteKey(RecordsSession session, string project, CatalogueKey key, string value, long owner) => session.Execute(
        "INSERT INTO catalogue_keys(project, kind, value, owner) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", project, key, value, owner);

    private static void WriteSeries(RecordsSession session, string project, long study, CatalogueEntrySeries entry)
    {
        var series = session.GetNumber(
            "INSERT INTO catalogue_series(study, project, series_uid, modality, instances, attributes) VALUES ($1, $2, $3, $4, $5, $6) RETURNING series",
            study, project, entry.SeriesInstanceUid, entry.Modality, entry.Instances.Count, entry.Attributes);
        foreach (var instance in entry.Instances)
        {
            session.Execute(
                """
                INSERT INTO catalogue_instances(series, project, sop_instance, sop_class, transfer_syntax, path, sha256, attributes)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                series, project, instance.SopInstanceUid, instance.SopClassUid, instance.TransferSyntaxUid, instance.Path, instance.Sha256, instance.Attributes);
        }
    }
}

using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>What rejection notes say, applied to what has come and to what comes later.</summary>
public sealed class RejectionStore
{
    private const string Stage = "assembly";

    private readonly RecordsContext _context;

    internal RejectionStore(RecordsContext context) => _context = context;

    /// <summary>
    /// Records the notes of a study and marks as rejected what they, or notes before, reject of it and of other studies: that is not sent any more.
    /// What a destination has already is reported in the findings. The notes themselves go nowhere. Returns how many instances of the study are out.
    /// </summary>
    public ValueTask<int> ApplyAsync(long studyId, IReadOnlyList<RejectionNote> notes, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            var study = StudyRow.Get(session, studyId);
            foreach (var note in notes)
                Record(session, study, note);
            return Reject(session, study);
        },
        cancellationToken);

    /// <summary>Whether any note of a project names an instance of the study: asked at each run.</summary>
    public ValueTask<bool> ConcernsAsync(long studyId, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.GetNumber(
            """
            SELECT COUNT(*) FROM instances i JOIN rejections r ON r.project = i.project AND r.sop_hash = i.sop_hash
            WHERE i.study_id = $1 AND i.disposition IN ($2, $3, $4)
            """,
            studyId, InstanceDisposition.Pending, InstanceDisposition.Held, InstanceDisposition.Forwarded) > 0,
        cancellationToken);

    /// <summary>Newest first.</summary>
    public ValueTask<IReadOnlyList<RejectionRecord>> ListAsync(int limit, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<RejectionRecord>>(
            session => session.Query(
                "SELECT rejection_id, project, study_id, note_study, code, was_sent, at FROM rejections ORDER BY rejection_id DESC LIMIT $1",
                row => new RejectionRecord(row.Number(0), row.Text(1), row.NumberOrNull(2), row.Number(3), row.Text(4), row.Flag(5), row.Time(6)),
                limit),
            cancellationToken);

    private void Record(RecordsSession session, StudyRow study, RejectionNote note)
    {
        foreach (var uid in note.SopInstanceUids.Distinct(StringComparer.Ordinal))
        {
            session.Execute(
                """
                INSERT INTO rejections(project, sop_hash, code, note_study, note_instance, at) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT(project, sop_hash, note_instance) DO NOTHING
                """,
                study.Project, _context.Cipher.Hash("sop", study.Project, uid.Trim()), note.Code, study.StudyId, note.InstanceId, _context.Now);
        }

        session.Execute(
            "UPDATE instances SET disposition = $1, disposed_at = $2 WHERE instance_id = $3", InstanceDisposition.Rejected, _context.Now, note.InstanceId);
        AuditChain.Append(
            session, _context, AuditChain.Service, "rejection.note", study.Project, study.StudyId,
            new Dictionary<string, string> { ["code"] = note.Code, ["names"] = note.SopInstanceUids.Count.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>Over all studies of the project: a note may come with another study than what it rejects.</summary>
    private int Reject(RecordsSession session, StudyRow study)
    {
        var rejected = session.Query(
            """
            SELECT i.instance_id, i.study_id, r.rejection_id,
                EXISTS (SELECT 1 FROM outputs o JOIN deliveries d ON d.output_id = o.output_id
                        WHERE o.source_instance = i.instance_id AND (d.state IN (2, 3, 4) OR d.is_in_doubt))
            FROM rejections r JOIN instances i ON i.project = r.project AND i.sop_hash = r.sop_hash
            WHERE r.project = $1 AND (i.study_id = $2 OR r.note_study = $2) AND i.disposition IN ($3, $4, $5)
            """,
            row => new Rejected(row.Id(0), row.Number(1), row.Number(2), row.Flag(3)),
            study.Project, study.StudyId, InstanceDisposition.Pending, InstanceDisposition.Held, InstanceDisposition.Forwarded);
        foreach (var instance in rejected)
            Withdraw(session, instance);
        foreach (var group in rejected.GroupBy(instance => instance.StudyId))
            Report(session, StudyRow.Get(session, group.Key), group.Count(), group.Count(instance => instance.WasSent));
        return rejected.Count(instance => instance.StudyId == study.StudyId);
    }

    private void Withdraw(RecordsSession session, Rejected instance)
    {
        session.Execute(
            "UPDATE instances SET disposition = $1, disposed_at = $2 WHERE instance_id = $3", InstanceDisposition.Rejected, _context.Now, instance.InstanceId);
        session.Execute(
            "UPDATE rejections SET study_id = $1, was_sent = $2 WHERE rejection_id = $3", instance.StudyId, instance.WasSent, instance.RejectionId);
        session.Execute(
            """
            UPDATE deliveries SET state = CASE WHEN state IN (1, 2, 5) THEN $1 ELSE state END, is_in_doubt = (is_in_doubt OR state = 2), proof = $2,
                comment = 'rejected by a note', updated_at = $3, lease_owner = NULL
            WHERE output_id IN (SELECT output_id FROM outputs WHERE source_instance = $4)
            """,
            DeliveryState.Cancelled, ProofState.None, _context.Now, instance.InstanceId);
    }

    private void Report(RecordsSession session, StudyRow study, int count, int sent)
    {
        var findings = new List<FindingRecord>
        {
            new(Stage, "iocm.rejected", FindingSeverity.Note, null, $"{count} instance(s) are rejected by a note from the source and are not sent."),
        };
        if (sent > 0)
        {
            findings.Add(new FindingRecord(
                Stage, "iocm.already-sent", FindingSeverity.Warning, null,
                $"{sent} rejected instance(s) were sent before the note came. Have them removed at the destinations; `rejections` lists them."));
        }

        StudyChanges.AddFindings(session, _context, study, holdId: null, findings);
        AuditChain.Append(
            session, _context, AuditChain.Service, "rejection.applied", study.Project, study.StudyId,
            new Dictionary<string, string> { ["count"] = count.ToString(CultureInfo.InvariantCulture), ["sent"] = sent.ToString(CultureInfo.InvariantCulture) });
    }

    private sealed record Rejected(Guid InstanceId, long StudyId, long RejectionId, bool WasSent);
}

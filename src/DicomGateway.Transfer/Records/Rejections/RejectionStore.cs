using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>What rejection notes say, applied to what has come and to what comes later.</summary>
public sealed class RejectionStore
{
    private readonly RecordsContext _context;

    internal RejectionStore(RecordsContext context) => _context = context;

    /// <summary>
    /// Records the notes of a study and marks as rejected what they, or notes before, reject of it and of other studies: that is not sent any more
    /// and no query finds it. What a destination has already is reported in the findings. The notes themselves go nowhere. Those that a person has
    /// to decide about are returned, the study's own and others that name instances of it; what they name is stopped, wherever it stands.
    /// </summary>
    public async ValueTask<IReadOnlyList<UndecidedNote>> ApplyAsync(long studyId, IReadOnlyList<RejectionNote> notes, CancellationToken cancellationToken)
    {
        var undecided = await _context.Writer.RunAsync(
            session =>
            {
                var study = StudyRow.Get(session, studyId);
                foreach (var note in notes)
                    Record(session, study, note);
                Rejecting.Apply(session, _context, study);
                return FindUndecided(session, studyId);
            },
            cancellationToken).ConfigureAwait(false);
        RaiseAll();
        return undecided;
    }

    /// <summary>
    /// A person has decided that what the notes of a study name goes on. The study and those that waited for the decision run again. Returns the
    /// number of notes; 0 when none of the study waits for a decision.
    /// </summary>
    public async ValueTask<int> IgnoreAsync(long studyId, string by, string why, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        var count = await _context.Writer.RunAsync(session => Ignore(session, studyId, by, why), cancellationToken).ConfigureAwait(false);
        RaiseAll();
        return count;
    }

    /// <summary>Whether any note of a project that was not ignored names an instance of the study: asked at each run.</summary>
    public ValueTask<bool> ConcernsAsync(long studyId, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.GetNumber(
            """
            SELECT COUNT(*) FROM instances i JOIN rejections r ON r.project = i.project AND r.sop_hash = i.sop_hash
            WHERE i.study_id = $1 AND r.decision <> $2 AND i.disposition IN ($3, $4, $5)
            """,
            studyId, RejectionDecision.Ignored, InstanceDisposition.Pending, InstanceDisposition.Held, InstanceDisposition.Forwarded) > 0,
        cancellationToken);

    /// <summary>Newest first.</summary>
    public ValueTask<IReadOnlyList<RejectionRecord>> ListAsync(int limit, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<RejectionRecord>>(
            session => session.Query(
                """
                SELECT r.rejection_id, r.project, COALESCE(r.study_id, (SELECT i.study_id FROM instances i WHERE i.project = r.project AND i.sop_hash = r.sop_hash LIMIT 1)),
                    r.note_study, r.code, r.decision, r.was_sent OR EXISTS (
                        SELECT 1 FROM instances i JOIN outputs o ON o.source_instance = i.instance_id JOIN deliveries d ON d.output_id = o.output_id
                        WHERE i.project = r.project AND i.sop_hash = r.sop_hash AND (d.state IN ($2, $3) OR d.is_in_doubt)), r.at
                FROM rejections r ORDER BY r.rejection_id DESC LIMIT $1
                """,
                row => new RejectionRecord(
                    row.Number(0), row.Text(1), row.NumberOrNull(2), row.Number(3), row.Text(4), (RejectionDecision)row.Int(5), row.Flag(6), row.Time(7)),
                limit, DeliveryState.Sent, DeliveryState.Warning),
            cancellationToken);

    private void Record(RecordsSession session, StudyRow study, RejectionNote note)
    {
        var decision = note.Applies ? RejectionDecision.Applied : RejectionDecision.Undecided;
        var changed = 0;
        foreach (var uid in note.SopInstanceUids.Distinct(StringComparer.Ordinal))
        {
            changed += session.Execute(
                """
                INSERT INTO rejections(project, sop_hash, code, note_study, note_instance, at, decision) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT(project, sop_hash, note_instance) DO UPDATE SET decision = excluded.decision WHERE decision = 0 AND excluded.decision <> 0
                """,
                study.Project, _context.Cipher.Hash("sop", study.Project, uid.Trim()), note.Code, study.StudyId, note.InstanceId, _context.Now, decision);
        }

        if (note.Applies)
            DiscardNote(session, note.InstanceId);
        if (changed == 0)
            return;
        AuditChain.Append(
            session, _context, AuditChain.Service, note.Applies ? "rejection.note" : "rejection.undecided", study.Project, study.StudyId,
            new Dictionary<string, string> { ["code"] = note.Code, ["names"] = note.SopInstanceUids.Count.ToString(CultureInfo.InvariantCulture) });
        if (note.Applies)
            Suspending.Resume(session, _context, study, AuditChain.Service, "the rejection note was applied");
        else
            Suspending.Suspend(session, _context, study, note.InstanceId);
    }

    private int Ignore(RecordsSession session, long studyId, string by, string why)
    {
        var study = StudyRow.Get(session, studyId);
        var notes = session.Query(
            "SELECT DISTINCT note_instance FROM rejections WHERE note_study = $1 AND decision = $2", row => row.Id(0), studyId, RejectionDecision.Undecided);
        if (notes.Count == 0)
            return 0;
        session.Execute("UPDATE rejections SET decision = $1 WHERE note_study = $2 AND decision = $3", RejectionDecision.Ignored, studyId, RejectionDecision.Undecided);
        foreach (var note in notes)
            DiscardNote(session, note);
        AuditChain.Append(
            session, _context, by, "rejection.ignored", study.Project, studyId,
            new Dictionary<string, string> { ["notes"] = notes.Count.ToString(CultureInfo.InvariantCulture), ["why"] = why });
        Suspending.Resume(session, _context, study, by, why);
        return notes.Count;
    }

    private void DiscardNote(RecordsSession session, Guid note) => session.Execute(
        "UPDATE instances SET disposition = $1, disposed_at = $2 WHERE instance_id = $3 AND disposition <> $1", InstanceDisposition.Rejected, _context.Now, note);

    private static List<UndecidedNote> FindUndecided(RecordsSession session, long studyId) => session.Query(
        """
        SELECT n.note_instance, n.note_study, n.code, COUNT(*),
            SUM(EXISTS (SELECT 1 FROM instances i WHERE i.project = n.project AND i.sop_hash = n.sop_hash))
        FROM rejections n
        WHERE n.decision = $2 AND n.note_instance IN (
            SELECT r.note_instance FROM rejections r WHERE r.note_study = $1
            UNION SELECT r.note_instance FROM instances i JOIN rejections r ON r.project = i.project AND r.sop_hash = i.sop_hash WHERE i.study_id = $1)
        GROUP BY n.note_instance, n.note_study, n.code ORDER BY MIN(n.rejection_id)
        """,
        row => new UndecidedNote(row.Id(0), row.Number(1), row.Text(2), row.Number(3), row.Number(4)),
        studyId, RejectionDecision.Undecided);

    private void RaiseAll() => _context.Signals.Raise(RecordsChange.StudyDue, RecordsChange.DeliveryDue, RecordsChange.Arrival, RecordsChange.State);
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>Stops studies while a person has to decide about a note that names instances of theirs, and lets them go on afterwards.</summary>
internal static class Suspending
{
    private const string Code = "iocm.undecided";
    private const string Stage = "assembly";

    public static void Suspend(RecordsSession session, RecordsContext context, StudyRow noteStudy, Guid note)
    {
        foreach (var study in Named(session, noteStudy, note).Where(study => study.StudyId != noteStudy.StudyId))
        {
            if (study.State != StudyState.Forwarding)
            {
                // Its next run finds the note.
                Rejecting.Disturb(session, context, study);
                continue;
            }

            StudyChanges.CancelDeliveries(session, context, study.StudyId, "a rejection note waits for a decision");
            StudyChanges.Hold(session, context, study, Stage, [Finding(noteStudy.StudyId)], AuditChain.Service);
        }
    }

    /// <summary>What was held for undecided notes and for nothing else runs again; another such note holds it again.</summary>
    public static void Resume(RecordsSession session, RecordsContext context, StudyRow noteStudy, string by, string why)
    {
        var held = session.Query(
            """
            SELECT DISTINCT s.study_id FROM studies s JOIN holds h ON h.study_id = s.study_id AND h.decision = $1
            WHERE s.project = $2 AND s.state = $3
              AND (s.study_id = $4 OR s.study_id IN (
                SELECT i.study_id FROM rejections r JOIN instances i ON i.project = r.project AND i.sop_hash = r.sop_hash WHERE r.note_study = $4))
              AND EXISTS (SELECT 1 FROM findings f WHERE f.hold_id = h.hold_id AND f.code = $5)
              AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.hold_id = h.hold_id AND f.code <> $5 AND f.severity = $6)
            """,
            row => row.Number(0), HoldDecision.Open, noteStudy.Project, StudyState.Held, noteStudy.StudyId, Code, FindingSeverity.Hold);
        foreach (var studyId in held)
            HoldStore.RunAgain(session, context, StudyRow.Get(session, studyId), HoldDecision.Superseded, by, why);
    }

    private static FindingRecord Finding(long noteStudy) => new(
        Stage, Code, FindingSeverity.Hold, null,
        $"A rejection note that came with study {noteStudy} names instances of this one, and nobody has decided about it. Decide there; this study goes on by itself.");

    private static List<StudyRow> Named(RecordsSession session, StudyRow noteStudy, Guid note) =>
    [
        .. session.Query(
                """
                SELECT DISTINCT i.study_id FROM rejections r JOIN instances i ON i.project = r.project AND i.sop_hash = r.sop_hash
                WHERE r.project = $1 AND r.note_instance = $2 AND i.disposition IN ($3, $4)
                """,
                row => row.Number(0), noteStudy.Project, note, InstanceDisposition.Pending, InstanceDisposition.Held)
            .Select(studyId => StudyRow.Get(session, studyId)),
    ];
}

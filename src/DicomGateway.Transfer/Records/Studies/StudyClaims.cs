using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Patients;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>Gives studies to workers.</summary>
internal static class StudyClaims
{
    public static async ValueTask<StudyWork?> ClaimNextAsync(RecordsContext context, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        // Most calls find nothing: they need not bother the writer.
        if (!context.Readers.Run(session => FindDue(session, context.Now) is not null, cancellationToken))
            return null;
        var work = await context.Writer.RunAsync(session => Claim(session, context, owner, lease), cancellationToken).ConfigureAwait(false);
        if (work is not null)
            context.Signals.Raise(RecordsChange.State);
        return work;
    }

    public static StudyIdentity ReadIdentity(RecordsSession session, RecordsCipher cipher, long studyId) =>
        session.Find(
            "SELECT study_hash, sealed_identity FROM studies WHERE study_id = $1",
            row => cipher.Decrypt<StudyIdentity>("study " + row.Hex(0), row.Bytes(1)),
            studyId) ?? throw new TransitionException($"There is no study {studyId}.");

    private static long? FindDue(RecordsSession session, DateTimeOffset now)
    {
        var (running, alone) = StudyTries.CountRunning(session, now);
        if (StudyTries.FindDueAfterCrash(session, now) is { } suspect)
            return running == 0 ? suspect : null;
        return alone == 0 ? FindNext(session, now) : null;
    }

    private static long? FindNext(RecordsSession session, DateTimeOffset now) => session.FindNumber(
        """
        SELECT study_id FROM studies
        WHERE state IN ($1, $2, $3) AND due_at <= $4 AND (lease_until IS NULL OR lease_until <= $4)
        ORDER BY due_at, study_id LIMIT 1
        """,
        StudyState.Assembled, StudyState.Processing, StudyState.Inspected, now);

    private static StudyWork? Claim(RecordsSession session, RecordsContext context, string owner, TimeSpan duration)
    {
        if (FindDue(session, context.Now) is not { } studyId)
            return null;
        var study = StudyRow.Get(session, studyId);

        // Each claim has an owner name of its own: a worker that lost its lease must not pass for the one that has it now.
        var lease = new WorkLease($"{owner}/{Guid.CreateVersion7(context.Now):N}", context.Now + duration);
        if (study.State != StudyState.Inspected)
            study = StartRun(session, context, study, owner);
        session.Execute("UPDATE studies SET lease_owner = $1, lease_until = $2 WHERE study_id = $3", lease.Owner, lease.Expires, studyId);
        return new StudyWork(
            session.Find($"SELECT {StudyColumns.Summary} FROM studies WHERE study_id = $1", StudyColumns.ToSummary, studyId)!,
            lease,
            InstanceColumns.ListOfRun(session, context.SpoolFolder, study),
            ReadIdentity(session, context.Cipher, studyId),
            ReadApprovals(session, studyId),
            StudySeals.FindLatest(session, studyId),
            ProfileVersions.FindKept(session, studyId))
        {
            Patients = MergeRows.ForStudy(session, context.Cipher, study.Project, studyId),
        };
    }

    private static StudyRow StartRun(RecordsSession session, RecordsContext context, StudyRow study, string owner)
    {
        // A run whose lease ran out is over, whatever became of its worker.
        if (study.State == StudyState.Processing)
        {
            // Who could not report while he lives had no database; whose process has ended may have ended over this study.
            var isOurs = study.LeaseOwner?.StartsWith(owner + "/", StringComparison.Ordinal) == true;
            StudyTries.Add(session, study.StudyId, crashes: isOurs ? 0 : 1, waits: isOurs ? 1 : 0);
            study = StudyChanges.Move(
                session, context, study, StudyState.Assembled, AuditChain.Service, new Dictionary<string, string> { ["cause"] = "lease expired" });
        }
        ProfileVersions.FreeWhenNothingIsOut(session, study.StudyId);
        StudyChanges.Move(
            session, context, study with { Revision = study.Revision + 1 }, StudyState.Processing, AuditChain.Service,
            ProfileVersions.FindKept(session, study.StudyId) is { } kept ? new Dictionary<string, string> { ["keepsProfile"] = kept.Label } : null);
        session.Execute(
            """
            UPDATE studies SET revision = revision + 1, is_late = 0,
                claimed_arrival = (SELECT COALESCE(MAX(arrival), 0) FROM instances WHERE instances.study_id = studies.study_id)
            WHERE study_id = $1
            """,
            study.StudyId);
        return StudyRow.Get(session, study.StudyId);
    }

    private static List<ApprovalRecord> ReadApprovals(RecordsSession session, long studyId) => session.Query(
        """
        SELECT f.code, f.place, f.instance_id, h.decided_by, h.decided_at, h.why, h.seen_arrival FROM holds h JOIN findings f ON f.hold_id = h.hold_id
        WHERE h.study_id = $1 AND h.decision = $2 AND f.severity = $3 ORDER BY f.finding_id
        """,
        row => new ApprovalRecord(row.Text(0), row.TextOrNull(1), row.IdOrNull(2), row.Text(3), row.Time(4), row.Text(5), row.Number(6)),
        studyId, HoldDecision.Released, FindingSeverity.Hold);
}

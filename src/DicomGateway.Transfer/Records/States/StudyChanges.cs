using System.Globalization;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.States;

/// <summary>The one place where a study's state changes, and with it, in the same transaction, the audit.</summary>
internal static class StudyChanges
{
    public static StudyRow Move(
        RecordsSession session,
        RecordsContext context,
        StudyRow study,
        StudyState to,
        string actor,
        IReadOnlyDictionary<string, string>? detail = null)
    {
        if (!StudyTransitions.IsAllowed(study.State, to))
            throw new TransitionException($"Study {study.StudyId} is {study.State} and cannot become {to}.");
        session.Execute(
            "UPDATE studies SET state = $1, state_since = $2, lease_owner = NULL, lease_until = NULL WHERE study_id = $3", to, context.Now, study.StudyId);
        var values = new Dictionary<string, string>(detail ?? new Dictionary<string, string>())
        {
            ["from"] = study.State.ToString(),
            ["revision"] = study.Revision.ToString(CultureInfo.InvariantCulture),
        };
        AuditChain.Append(session, context, actor, "study." + to.ToString().ToLowerInvariant(), study.Project, study.StudyId, values);
        return study with { State = to, LeaseOwner = null };
    }

    /// <summary>Stops a study with findings; what has not gone out is held.</summary>
    public static StudyRow Hold(
        RecordsSession session, RecordsContext context, StudyRow study, string stage, IReadOnlyList<FindingRecord> findings, string actor)
    {
        var codes = string.Join(' ', findings.Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.Code).Distinct());
        var held = Move(session, context, study, StudyState.Held, actor, new Dictionary<string, string> { ["stage"] = stage, ["codes"] = codes });
        var holdId = session.GetNumber(
            "INSERT INTO holds(study_id, revision, stage, since, seen_arrival) VALUES ($1, $2, $3, $4, $5) RETURNING hold_id",
            study.StudyId, study.Revision, stage, context.Now, study.ClaimedArrival);
        AddFindings(session, context, study, holdId, findings);
        SetDisposition(session, context, study.StudyId, InstanceDisposition.Pending, InstanceDisposition.Held);
        return held;
    }

    public static void DecideHolds(RecordsSession session, RecordsContext context, long studyId, HoldDecision decision, string? by, string? why) =>
        session.Execute(
            "UPDATE holds SET decision = $1, decided_by = $2, decided_at = $3, why = $4 WHERE study_id = $5 AND decision = $6",
            decision, by, context.Now, why, studyId, HoldDecision.Open);

    public static void AddFindings(
        RecordsSession session, RecordsContext context, StudyRow study, long? holdId, IReadOnlyList<FindingRecord> findings)
    {
        foreach (var finding in findings)
        {
            session.Execute(
                """
                INSERT INTO findings(study_id, revision, hold_id, stage, code, severity, place, text, instance_id, at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                study.StudyId, study.Revision, holdId, finding.Stage, finding.Code, finding.Severity, finding.Place, finding.Text, finding.InstanceId,
                context.Now);
        }
    }

    public static void SetDisposition(RecordsSession session, RecordsContext context, long studyId, InstanceDisposition from, InstanceDisposition to) =>
        session.Execute(
            "UPDATE instances SET disposition = $1, disposed_at = $2 WHERE study_id = $3 AND disposition = $4", to, context.Now, studyId, from);

    /// <summary>An instance came after the study was assembled: it runs again. A rejected study is not reopened; the newcomer is held.</summary>
    public static void Reopen(RecordsSession session, RecordsContext context, StudyRow study, string cause = "late arrival")
    {
        switch (study.State)
        {
            case StudyState.Receiving:
                return;
            case StudyState.Processing:
                session.Execute("UPDATE studies SET is_late = 1 WHERE study_id = $1", study.StudyId);
                return;
            case StudyState.Rejected:
                var finding = new FindingRecord(
                    "Assembly", "assembly.late-after-rejection", FindingSeverity.Hold, null, "An instance arrived after the study had been rejected.");
                Hold(session, context, study, "Assembly", [finding], AuditChain.Service);
                return;
            case StudyState.Held when WasRejectedBefore(session, study.StudyId):
                SetDisposition(session, context, study.StudyId, InstanceDisposition.Pending, InstanceDisposition.Held);
                return;
        }
        DecideHolds(session, context, study.StudyId, HoldDecision.Superseded, by: null, why: null);
        SetDisposition(session, context, study.StudyId, InstanceDisposition.Held, InstanceDisposition.Pending);
        Move(session, context, study, StudyState.Receiving, AuditChain.Service, new Dictionary<string, string> { ["cause"] = cause });
    }

    /// <summary>
    /// Something that a run has read is not so any more: its result does not count, whether it is sealed already or not. What is being sent goes on.
    /// </summary>
    public static void Disturb(RecordsSession session, RecordsContext context, StudyRow study, string cause)
    {
        if (study.State == StudyState.Processing)
            session.Execute("UPDATE studies SET is_late = 1 WHERE study_id = $1", study.StudyId);
        else if (study.State == StudyState.Inspected)
            Reopen(session, context, study, cause);
    }

    /// <summary>At the end of a run: instances that came during it open the study again.</summary>
    public static void ReopenWhenLate(RecordsSession session, RecordsContext context, StudyRow study)
    {
        if (!study.IsLate)
            return;
        session.Execute("UPDATE studies SET is_late = 0 WHERE study_id = $1", study.StudyId);
        Reopen(session, context, study with { IsLate = false });
    }

    /// <summary>
    /// What is under way at this moment may still arrive: that stays in doubt until the lane that has it, which stays on record, says what became of it.
    /// </summary>
    public static void CancelDeliveries(RecordsSession session, RecordsContext context, long studyId, string comment) =>
        session.Execute(
            """
            UPDATE deliveries SET state = $1, is_in_doubt = (is_in_doubt OR state = $6), comment = $2, updated_at = $3
            WHERE study_id = $4 AND state IN ($5, $6)
            """,
            DeliveryState.Cancelled, comment, context.Now, studyId, DeliveryState.Pending, DeliveryState.Leased);

    private static bool WasRejectedBefore(RecordsSession session, long studyId) =>
        session.GetNumber("SELECT COUNT(*) FROM holds WHERE study_id = $1 AND decision = $2", studyId, HoldDecision.Rejected) > 0;
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Deliveries;

/// <summary>Queues sealed studies, and ends them when their last delivery is done.</summary>
internal static class DeliveryQueue
{
    public const string FailedCode = "delivery.failed";
    public const string OptOutCode = "patient.opted-out";

    private const string Stage = "Forwarding";

    public static bool TryQueue(RecordsSession session, RecordsContext context, long studyId, WorkLease lease, IReadOnlyList<string> destinations)
    {
        var study = StudyRow.GetLeased(session, studyId, lease);
        if (HasOptedOut(session, studyId))
        {
            HoldForOptOut(session, context, study, AuditChain.Service);
            return false;
        }
        var manifestId = session.FindNumber(
            "SELECT manifest_id FROM manifests WHERE study_id = $1 AND bytes_state = $2 ORDER BY revision DESC LIMIT 1", studyId, BytesState.Present)
            ?? throw new TransitionException($"Study {studyId} has no sealed output to queue.");
        ProfileVersions.Bind(session, studyId, manifestId);
        study = StudyChanges.Move(session, context, study, StudyState.Forwarding, AuditChain.Service, Detail(session, studyId, destinations));
        var outputs = session.Query(
            """
            SELECT o.output_id, o.sop_instance, o.sha256 FROM outputs o
            WHERE o.manifest_id = $1 AND NOT EXISTS (SELECT 1 FROM instances i WHERE i.instance_id = o.source_instance AND i.disposition IN ($2, $3))
            """,
            row => (Id: row.Number(0), Uid: row.Text(1), Hash: row.Text(2)), manifestId, InstanceDisposition.Rejected, InstanceDisposition.Excluded);
        foreach (var destination in destinations)
        {
            foreach (var output in outputs)
                QueueOne(session, context, study.StudyId, manifestId, destination, output.Id, output.Uid, output.Hash);
        }
        session.Execute(
            "UPDATE deliveries SET state = $1, comment = 'superseded', updated_at = $2 WHERE study_id = $3 AND manifest_id <> $4 AND state IN ($5, $6)",
            DeliveryState.Cancelled, context.Now, studyId, manifestId, DeliveryState.Pending, DeliveryState.Failed);
        FinishWhenDone(session, context, study);
        return true;
    }

    /// <summary>Forwarding becomes Forwarded, or Held, when nothing of the study waits any more.</summary>
    public static void FinishWhenDone(RecordsSession session, RecordsContext context, StudyRow study)
    {
        if (study.State != StudyState.Forwarding || Count(session, study.StudyId, DeliveryState.Pending, DeliveryState.Leased) > 0)
            return;
        var failed = Count(session, study.StudyId, DeliveryState.Failed, DeliveryState.Failed);
        if (failed > 0)
        {
            var finding = new FindingRecord(Stage, FailedCode, FindingSeverity.Hold, null, $"{failed} deliveries were refused for good; see their status.");
            StudyChanges.Hold(session, context, study, Stage, [finding], AuditChain.Service);
            return;
        }
        session.Execute(
            """
            UPDATE instances SET disposition = $1, disposed_at = $2
            WHERE study_id = $3 AND disposition = $4 AND arrival <= $5
              AND instance_id IN (SELECT o.source_instance FROM outputs o WHERE o.study_id = $3)
            """,
            InstanceDisposition.Forwarded, context.Now, study.StudyId, InstanceDisposition.Pending, study.ClaimedArrival);
        StudyProofs.Settle(session, context, StudyChanges.Move(session, context, study, StudyState.Forwarded, AuditChain.Service));
    }

    public static bool HasOptedOut(RecordsSession session, long studyId) => session.GetNumber(
        """
        SELECT COUNT(*) FROM instances i JOIN opt_outs o ON o.project = i.project AND o.patient_hash = i.patient_hash
        WHERE i.study_id = $1 AND (length(o.issuer_hash) = 0 OR i.issuer_hash IS NULL OR o.issuer_hash = i.issuer_hash)
        """,
        studyId) > 0 || HasOptedOutOtherwise(session, studyId);

    /// <summary>By another identity of the same person: whatever its issuer, rather one study held too many.</summary>
    private static bool HasOptedOutOtherwise(RecordsSession session, long studyId) =>
        session.GetNumber("SELECT EXISTS (SELECT 1 FROM patient_merges WHERE undone_at IS NULL)") > 0 && session.GetNumber(
            """
            WITH RECURSIVE connected(project, patient) AS (
                SELECT i.project, i.patient_hash FROM instances i WHERE i.study_id = $1 AND i.patient_hash IS NOT NULL
                UNION SELECT m.project, CASE WHEN m.absorbed_patient = connected.patient THEN m.surviving_patient ELSE m.absorbed_patient END
                FROM connected JOIN patient_merges m ON m.project = connected.project AND m.undone_at IS NULL
                    AND (m.absorbed_patient = connected.patient OR m.surviving_patient = connected.patient))
            SELECT COUNT(*) FROM connected JOIN opt_outs o ON o.project = connected.project AND o.patient_hash = connected.patient
            WHERE connected.patient NOT IN (SELECT i.patient_hash FROM instances i WHERE i.study_id = $1 AND i.patient_hash IS NOT NULL)
            """,
            studyId) > 0;

    public static void HoldForOptOut(RecordsSession session, RecordsContext context, StudyRow study, string actor)
    {
        StudyChanges.CancelDeliveries(session, context, study.StudyId, "opted out");
        var finding = new FindingRecord(Stage, OptOutCode, FindingSeverity.Hold, null, "The patient is on the project's opt-out list.");
        StudyChanges.Hold(session, context, study, Stage, [finding], actor);
    }

    private static void QueueOne(
        RecordsSession session, RecordsContext context, long studyId, long manifestId, string destination, long outputId, string uid, string hash)
    {
        // The same bytes for the same place, queued or sent by an earlier run: that delivery goes on, under the new seal.
        var known = session.Find(
            "SELECT delivery_id, state FROM deliveries WHERE destination = $1 AND sop_instance = $2 AND sha256 = $3 AND study_id = $4 ORDER BY delivery_id DESC",
            row => new Known(row.Number(0), (DeliveryState)row.Int(1)),
            destination, uid, hash, studyId);
        var proof = StudyProofs.Start(session, destination);
        if (known is null)
        {
            StudyProofs.Replace(session, studyId, destination, uid);
            session.Execute(
                """
                INSERT INTO deliveries(study_id, manifest_id, output_id, destination, sop_instance, sha256, state, due_at, updated_at, proof)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
                """,
                studyId, manifestId, outputId, destination, uid, hash, DeliveryState.Pending, context.Now, proof);
            return;
        }
        session.Execute("UPDATE deliveries SET manifest_id = $1, output_id = $2 WHERE delivery_id = $3", manifestId, outputId, known.DeliveryId);
        StudyProofs.BeginAnew(session, context, known.DeliveryId, proof);
        if (known.State is DeliveryState.Failed or DeliveryState.Cancelled)
        {
            session.Execute(
                "UPDATE deliveries SET state = $1, due_at = $2, attempts = 0, updated_at = $2 WHERE delivery_id = $3",
                DeliveryState.Pending, context.Now, known.DeliveryId);
        }
    }

    private static Dictionary<string, string> Detail(RecordsSession session, long studyId, IReadOnlyList<string> destinations)
    {
        var detail = new Dictionary<string, string> { ["destinations"] = string.Join(' ', destinations) };
        if (ProfileVersions.FindKept(session, studyId) is { } kept)
            detail["keepsProfile"] = kept.Label;
        return detail;
    }

    private static long Count(RecordsSession session, long studyId, DeliveryState one, DeliveryState other) =>
        session.GetNumber("SELECT COUNT(*) FROM deliveries WHERE study_id = $1 AND state IN ($2, $3)", studyId, one, other);

    private sealed record Known(long DeliveryId, DeliveryState State);
}

using System.Globalization;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>Takes out what applied notes reject: of deliveries, of the catalogue, and of studies that are being run at this moment.</summary>
internal static class Rejecting
{
    public const string NothingLeftCode = "iocm.nothing-left";
    public const string NothingLeft = "The source has rejected every instance of this study by a note. Reject the study, or look at the source.";

    private const string Stage = "assembly";

    /// <summary>Over all studies of the project: a note may come with another study than what it rejects.</summary>
    public static void Apply(RecordsSession session, RecordsContext context, StudyRow study)
    {
        var rejected = session.Query(
            """
            SELECT i.instance_id, i.study_id, r.rejection_id,
                (SELECT MAX(CASE WHEN d.state IN (3, 4) OR d.is_in_doubt THEN 2 WHEN d.state = 2 THEN 1 ELSE 0 END)
                 FROM outputs o JOIN deliveries d ON d.output_id = o.output_id WHERE o.source_instance = i.instance_id)
            FROM rejections r JOIN instances i ON i.project = r.project AND i.sop_hash = r.sop_hash
            WHERE r.project = $1 AND r.decision = $6 AND (i.study_id = $2 OR r.note_study = $2) AND i.disposition IN ($3, $4, $5)
            """,
            row => new Rejected(row.Id(0), row.Number(1), row.Number(2), (row.NumberOrNull(3) ?? 0) == 2, (row.NumberOrNull(3) ?? 0) == 1),
            study.Project, study.StudyId, InstanceDisposition.Pending, InstanceDisposition.Held, InstanceDisposition.Forwarded, RejectionDecision.Applied);
        foreach (var instance in rejected)
            Withdraw(session, context, instance);
        foreach (var group in rejected.GroupBy(instance => instance.StudyId))
        {
            var other = StudyRow.Get(session, group.Key);
            CatalogueRows.Hide(session, other.StudyId);
            Report(session, context, other, [.. group]);
            if (other.StudyId != study.StudyId)
                Disturb(session, context, other);
            HoldWhenNothingIsLeft(session, context, StudyRow.Get(session, other.StudyId));
        }
    }

    /// <summary>
    /// A run of another study may have read the instances before they were rejected: its result does not count as it is, whether it is sealed
    /// already or not. A study that is being sent goes on with the rest.
    /// </summary>
    public static void Disturb(RecordsSession session, RecordsContext context, StudyRow study)
    {
        StudyChanges.Disturb(session, context, study, "rejection note");
        if (IsAnythingLeft(session, study))
            DeliveryQueue.FinishWhenDone(session, context, study);
        StudyProofs.Settle(session, context, study);
    }

    private static void HoldWhenNothingIsLeft(RecordsSession session, RecordsContext context, StudyRow study)
    {
        if (study.State != StudyState.Forwarding || IsAnythingLeft(session, study))
            return;
        StudyChanges.Hold(session, context, study, Stage, [new FindingRecord(Stage, NothingLeftCode, FindingSeverity.Hold, null, NothingLeft)], AuditChain.Service);
    }

    private static bool IsAnythingLeft(RecordsSession session, StudyRow study) => session.GetNumber(
        "SELECT COUNT(*) FROM instances WHERE study_id = $1 AND disposition IN ($2, $3, $4)",
        study.StudyId, InstanceDisposition.Pending, InstanceDisposition.Held, InstanceDisposition.Forwarded) > 0;

    private static void Withdraw(RecordsSession session, RecordsContext context, Rejected instance)
    {
        InstanceWithdrawal.Run(session, context, instance.InstanceId, InstanceDisposition.Rejected, "rejected by a note");
        session.Execute("UPDATE rejections SET study_id = $1, was_sent = $2 WHERE rejection_id = $3", instance.StudyId, instance.WasSent, instance.RejectionId);
    }

    private static void Report(RecordsSession session, RecordsContext context, StudyRow study, IReadOnlyList<Rejected> rejected)
    {
        var (sent, underWay) = (rejected.Count(instance => instance.WasSent), rejected.Count(instance => instance.IsUnderWay));
        var findings = new List<FindingRecord>
        {
            new(Stage, "iocm.rejected", FindingSeverity.Note, null, $"{rejected.Count} instance(s) are rejected by a note from the source and are not sent."),
        };
        if (sent + underWay > 0)
        {
            var moving = underWay == 0 ? "" : $" {underWay} more may have been on the way.";
            findings.Add(new FindingRecord(
                Stage, "iocm.already-sent", FindingSeverity.Warning, null,
                $"{sent} rejected instance(s) were sent before the note came.{moving} Have them removed at the destinations; `rejections --sent` lists them."));
        }

        StudyChanges.AddFindings(session, context, study, holdId: null, findings);
        AuditChain.Append(
            session, context, AuditChain.Service, "rejection.applied", study.Project, study.StudyId,
            new Dictionary<string, string>
            {
                ["count"] = rejected.Count.ToString(CultureInfo.InvariantCulture),
                ["sent"] = sent.ToString(CultureInfo.InvariantCulture),
                ["underWay"] = underWay.ToString(CultureInfo.InvariantCulture),
            });
    }

    /// <param name="WasSent">A destination has it, or may have it since an earlier try.</param>
    /// <param name="IsUnderWay">A lane had taken it when the note came: it may have gone out.</param>
    private sealed record Rejected(Guid InstanceId, long StudyId, long RejectionId, bool WasSent, bool IsUnderWay);
}

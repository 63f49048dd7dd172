using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.States;

/// <summary>From Forwarded to Committed: when every destination that has to has promised every instance.</summary>
internal static class StudyProofs
{
    public const string MissingCode = "commitment.missing";

    private const string Stage = "Forwarding";

    /// <summary>What a delivery to this destination starts with.</summary>
    public static ProofState Start(RecordsSession session, string destination) =>
        session.GetNumber("SELECT COUNT(*) FROM proofs WHERE destination = $1", destination) > 0 ? ProofState.Wanted : ProofState.None;

    /// <summary>Asks for a promise that is missing, of an instance that is queued anew: what was in vain before is forgotten.</summary>
    public static void BeginAnew(RecordsSession session, RecordsContext context, long deliveryId, ProofState start) =>
        session.Execute(
            "UPDATE deliveries SET proof = $1, proof_due = $2, vain_asks = 0, refusals = 0, transaction_id = NULL WHERE delivery_id = $3 AND proof <> $4",
            start, context.Now, deliveryId, ProofState.Promised);

    /// <summary>Other bytes take the place of an instance at a destination: nobody needs a promise for those before.</summary>
    public static void Replace(RecordsSession session, long studyId, string destination, string sopInstanceUid) =>
        session.Execute(
            "UPDATE deliveries SET proof = $1 WHERE destination = $2 AND sop_instance = $3 AND study_id = $4 AND proof <> $5",
            ProofState.None, destination, sopInstanceUid, studyId, ProofState.Promised);

    /// <summary>Forwarded becomes Committed when every promise is there, and Held when one is not to be had.</summary>
    public static void Settle(RecordsSession session, RecordsContext context, StudyRow study)
    {
        if (study.State != StudyState.Forwarded)
            return;
        if (Count(session, study.StudyId, ProofState.NotToBeHad, ProofState.NotToBeHad) is > 0 and var missing)
        {
            var finding = new FindingRecord(
                Stage, MissingCode, FindingSeverity.Hold, null,
                $"{Names(session, study.StudyId)} took {missing} instance(s) and does not promise to keep them. See whether it has them, offers storage commitment and knows this node's AE "
                + "title; where it cannot promise, set its proof to Query (asks by C-FIND or QIDO-RS) or None and start again. Then release: it is asked again.");
            StudyChanges.Hold(session, context, study, Stage, [finding], AuditChain.Service);
            return;
        }

        if (Count(session, study.StudyId, ProofState.Wanted, ProofState.Asked) > 0 || Count(session, study.StudyId, ProofState.Promised, ProofState.Promised) == 0)
            return;

        // Originals are kept for their time from now on.
        session.Execute(
            "UPDATE instances SET disposed_at = $1 WHERE study_id = $2 AND disposition = $3", context.Now, study.StudyId, InstanceDisposition.Forwarded);
        StudyChanges.Move(session, context, study, StudyState.Committed, AuditChain.Service);
    }

    private static string Names(RecordsSession session, long studyId)
    {
        var names = session.Query(
            "SELECT DISTINCT destination FROM deliveries WHERE study_id = $1 AND proof = $2 AND state IN ($3, $4) ORDER BY destination",
            row => row.Text(0), studyId, ProofState.NotToBeHad, DeliveryState.Sent, DeliveryState.Warning);
        return (names.Count == 1 ? "Destination " : "Destinations ") + string.Join(", ", names);
    }

    private static long Count(RecordsSession session, long studyId, ProofState one, ProofState other) => session.GetNumber(
        "SELECT COUNT(*) FROM deliveries WHERE study_id = $1 AND state IN ($2, $3) AND proof IN ($4, $5)",
        studyId, DeliveryState.Sent, DeliveryState.Warning, one, other);
}

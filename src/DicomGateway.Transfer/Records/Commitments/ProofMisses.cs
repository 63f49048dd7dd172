using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>Promises that were not given: asked for again, sent again, or given up.</summary>
internal static class ProofMisses
{
    private const ushort ProcessingFailure = 0x0110;
    private const ushort ClassInstanceConflict = 0x0119;
    private const ushort ClassNotSupported = 0x0122;
    private const ushort DuplicateTransaction = 0x0131;
    private const ushort ResourceLimitation = 0x0213;

    /// <summary>Instances of a request that brought nothing: to be asked for again, up to a number of times.</summary>
    public static List<ProofChange> AskedInVain(
        RecordsSession session, RecordsContext context, string which, object value, ProofRules rules, TimeSpan? again = null) => session.Query(
        $"""
        UPDATE deliveries SET vain_asks = vain_asks + 1, proof_due = $4, proof = CASE WHEN vain_asks + 1 >= $6 THEN $7 ELSE $1 END
        WHERE proof = $2 AND {which} RETURNING study_id
        """,
        row => new ProofChange(row.Number(0)),
        ProofState.Wanted, ProofState.Asked, context.Now, context.Now + (again ?? rules.Again), value, (long)rules.VainAsks, ProofState.NotToBeHad);

    /// <summary>One instance that the answer to its last request refuses; null when it was not asked for in that.</summary>
    public static ProofChange? Refused(
        RecordsSession session, RecordsContext context, long transactionId, (string SopInstanceUid, ushort Reason) refusal, ProofRules rules)
    {
        var delivery = session.Find(
            "SELECT delivery_id, study_id, vain_asks, refusals FROM deliveries WHERE transaction_id = $1 AND sop_instance = $2 AND proof = $3",
            row => new Asked(row.Number(0), row.Number(1), row.Int(2), row.Int(3)),
            transactionId, refusal.SopInstanceUid, ProofState.Asked);
        if (delivery is null)
            return null;
        var change = new ProofChange(delivery.StudyId, refusal.Reason);
        switch (refusal.Reason)
        {
            case ClassInstanceConflict or ClassNotSupported:
                return Set(session, context, delivery, ProofState.NotToBeHad, rules.Again, change);
            case ProcessingFailure or DuplicateTransaction or ResourceLimitation:
                // The archive has a trouble of its own.
                session.Execute("UPDATE deliveries SET vain_asks = vain_asks + 1 WHERE delivery_id = $1", delivery.DeliveryId);
                return Set(session, context, delivery, delivery.VainAsks + 1 >= rules.VainAsks ? ProofState.NotToBeHad : ProofState.Wanted, rules.Again, change);
        }

        session.Execute("UPDATE deliveries SET refusals = refusals + 1 WHERE delivery_id = $1", delivery.DeliveryId);
        if (delivery.Refusals + 1 >= rules.Refusals)
            return Set(session, context, delivery, ProofState.NotToBeHad, rules.Again, change);
        if (delivery.Refusals == 0)
            return Set(session, context, delivery, ProofState.Wanted, rules.Again, change);
        session.Execute(
            "UPDATE deliveries SET state = $1, due_at = $2, attempts = 0, comment = 'sent again: not committed', updated_at = $2 WHERE delivery_id = $3",
            DeliveryState.Pending, context.Now, delivery.DeliveryId);
        return Set(session, context, delivery, ProofState.Wanted, TimeSpan.Zero, change with { IsSentAgain = true });
    }

    private static ProofChange Set(RecordsSession session, RecordsContext context, Asked delivery, ProofState state, TimeSpan again, ProofChange change)
    {
        session.Execute("UPDATE deliveries SET proof = $1, proof_due = $2 WHERE delivery_id = $3", state, context.Now + again, delivery.DeliveryId);
        return change;
    }

    private sealed record Asked(long DeliveryId, long StudyId, int VainAsks, int Refusals);
}

using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>Changes of promises, each with its rows of the audit, and what follows for the studies.</summary>
internal static class ProofChanges
{
    public static ProofWork Ask(RecordsSession session, RecordsContext context, ProofWork work, DateTimeOffset answerBy)
    {
        var transaction = session.GetNumber(
            "INSERT INTO transactions(uid, destination, asked_at, instances) VALUES ($1, $2, $3, $4) RETURNING transaction_id",
            work.TransactionUid, work.Destination, context.Now, (long)work.Items.Count);
        foreach (var item in work.Items)
        {
            session.Execute(
                "UPDATE deliveries SET proof = $1, proof_due = $2, transaction_id = $3 WHERE delivery_id = $4", ProofState.Asked, answerBy, transaction, item.DeliveryId);
        }
        Audit(session, context, "commitment.asked", work.Destination, work.Items.Select(item => new ProofChange(item.StudyId)));
        return work;
    }

    public static void GiveBack(RecordsSession session, string transactionUid, DateTimeOffset due) => session.Execute(
        "UPDATE deliveries SET proof = $1, proof_due = $2 WHERE transaction_id = (SELECT transaction_id FROM transactions WHERE uid = $3) AND proof = $4",
        ProofState.Wanted, due, transactionUid, ProofState.Asked);

    /// <summary>Requests of a process that ended before it knew that they were taken.</summary>
    public static void GiveBackUntaken(RecordsSession session, RecordsContext context) => session.Execute(
        """
        UPDATE deliveries SET proof = $1, proof_due = $2
        WHERE proof = $3 AND transaction_id IN (SELECT transaction_id FROM transactions WHERE is_taken = 0)
        """,
        ProofState.Wanted, context.Now, ProofState.Asked);

    public static void NotTaken(RecordsSession session, RecordsContext context, string transactionUid, ushort status, ProofRules rules)
    {
        if (FindTransaction(session, transactionUid) is not { } transaction)
            return;
        var missed = ProofMisses.AskedInVain(session, context, "transaction_id = $5", transaction.Id, rules);
        Audit(session, context, "commitment.not-taken", transaction.Destination, missed.Select(one => one with { Reason = status }));
        Settle(session, context, missed);
    }

    public static int Expire(RecordsSession session, RecordsContext context, string destination, ProofRules rules)
    {
        var missed = ProofMisses.AskedInVain(session, context, "destination = $5 AND proof_due <= $3", destination, rules, again: TimeSpan.Zero);
        Audit(session, context, "commitment.unanswered", destination, missed);
        Settle(session, context, missed);
        return missed.Count;
    }

    /// <summary>
    /// A promise counts whenever it comes, for what the destination was ever asked for; a refusal counts as the answer to the last request only, for the
    /// instance may have been sent again since.
    /// </summary>
    public static ProofOutcome? Take(RecordsSession session, RecordsContext context, ProofAnswer answer, ProofRules rules)
    {
        if (FindTransaction(session, answer.TransactionUid) is not { } transaction || !answer.Destinations.Contains(transaction.Destination))
            return null;
        var promised = answer.Promised.Distinct(StringComparer.Ordinal).Select(uid => Promise(session, transaction, uid)).OfType<ProofChange>().ToList();
        var refused = answer.Refused.Select(one => ProofMisses.Refused(session, context, transaction.Id, one, rules)).OfType<ProofChange>().ToList();
        var unmentioned = ProofMisses.AskedInVain(session, context, "transaction_id = $5", transaction.Id, rules);
        Audit(session, context, "commitment.promised", transaction.Destination, promised);
        Audit(session, context, "commitment.refused", transaction.Destination, refused);
        Audit(session, context, "commitment.unmentioned", transaction.Destination, unmentioned);
        SendAgain(session, context, refused);
        Settle(session, context, promised.Concat(refused).Concat(unmentioned));
        return new ProofOutcome(transaction.Destination, promised.Count, refused.Count, unmentioned.Count);
    }

    /// <summary>Until the next start nobody is asked for what a destination need not promise.</summary>
    public static void Waive(RecordsSession session, RecordsContext context, string destination, string why)
    {
        session.Execute("DELETE FROM proofs WHERE destination = $1", destination);
        var waived = session.Query(
            "UPDATE deliveries SET proof = $1 WHERE destination = $2 AND proof IN ($3, $4, $5) RETURNING study_id, state",
            row => (Change: new ProofChange(row.Number(0)), State: (DeliveryState)row.Int(1)),
            ProofState.None, destination, ProofState.Wanted, ProofState.Asked, ProofState.NotToBeHad);
        var sent = waived.Where(one => one.State is DeliveryState.Sent or DeliveryState.Warning).Select(one => one.Change).ToList();
        Audit(session, context, "commitment.waived", destination, sent, why);
        Settle(session, context, sent);
    }

    private static ProofChange? Promise(RecordsSession session, Transaction transaction, string uid) => session.FindNumber(
        """
        UPDATE deliveries SET proof = $1 WHERE destination = $2 AND sop_instance = $3 AND proof IN ($4, $5, $6)
          AND state IN ($7, $8) AND (transaction_id = $9 OR vain_asks > 0 OR refusals > 0)
        RETURNING study_id
        """,
        ProofState.Promised, transaction.Destination, uid, ProofState.Wanted, ProofState.Asked, ProofState.NotToBeHad, DeliveryState.Sent, DeliveryState.Warning,
        transaction.Id) is { } study ? new ProofChange(study) : null;

    private static void SendAgain(RecordsSession session, RecordsContext context, IEnumerable<ProofChange> refused)
    {
        foreach (var study in refused.Where(one => one.IsSentAgain).Select(one => StudyRow.Get(session, one.StudyId)).DistinctBy(study => study.StudyId))
        {
            if (study.State == StudyState.Forwarded)
                StudyChanges.Move(session, context, study, StudyState.Forwarding, AuditChain.Service, new Dictionary<string, string> { ["cause"] = "not committed" });
        }
    }

    private static void Settle(RecordsSession session, RecordsContext context, IEnumerable<ProofChange> changes)
    {
        foreach (var studyId in changes.Select(one => one.StudyId).Distinct().ToList())
            StudyProofs.Settle(session, context, StudyRow.Get(session, studyId));
    }

    private static void Audit(
        RecordsSession session, RecordsContext context, string action, string destination, IEnumerable<ProofChange> changes, string? why = null)
    {
        foreach (var study in changes.GroupBy(one => one.StudyId))
        {
            var detail = new Dictionary<string, string> { ["destination"] = destination, ["count"] = study.Count().ToString(CultureInfo.InvariantCulture) };
            var reasons = study.Select(one => one.Reason).OfType<ushort>().Distinct().Order().ToList();
            if (reasons.Count > 0)
                detail["reasons"] = string.Join(' ', reasons.Select(reason => reason.ToString("X4", CultureInfo.InvariantCulture)));
            if (why is not null)
                detail["why"] = why;
            AuditChain.Append(session, context, AuditChain.Service, action, StudyRow.Get(session, study.Key).Project, study.Key, detail);
        }
    }

    private static Transaction? FindTransaction(RecordsSession session, string uid) => session.Find(
        "SELECT transaction_id, destination FROM transactions WHERE uid = $1", row => new Transaction(row.Number(0), row.Text(1)), uid);

    private sealed record Transaction(long Id, string Destination);
}

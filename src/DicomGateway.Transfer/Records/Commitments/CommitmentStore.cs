using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>What destinations have promised: every request is on record before it is sent, so that an answer finds it after a restart, too.</summary>
public sealed class CommitmentStore
{
    /// <summary>Of what was sent: a study that is still on its way to a destination is asked for when it is there as a whole.</summary>
    private const string Askable = "d.destination = $1 AND d.proof = $2 AND d.state IN ($3, $4) AND s.state NOT IN ($5, $6)";

    private readonly RecordsContext _context;

    internal CommitmentStore(RecordsContext context) => _context = context;

    /// <summary>At start: takes over what the configuration asks for. Where it asks for no proof any more, nobody waits for one.</summary>
    public ValueTask UseAsync(IReadOnlyDictionary<string, ProofKind> kinds, CancellationToken cancellationToken) => ChangeAsync(
        session =>
        {
            session.Execute("DELETE FROM proofs");
            foreach (var (destination, kind) in kinds.Where(entry => entry.Value != ProofKind.None))
                session.Execute("INSERT INTO proofs(destination, kind) VALUES ($1, $2)", destination, kind);
            var waived = session.Query(
                "SELECT DISTINCT destination FROM deliveries WHERE proof IN (1, 2, 4) AND destination NOT IN (SELECT destination FROM proofs)", row => row.Text(0));
            foreach (var destination in waived)
                ProofChanges.Waive(session, _context, destination, "not asked for by the configuration any more");
            ProofChanges.GiveBackUntaken(session, _context);
        },
        cancellationToken);

    /// <summary>The destination offers no commitment and need not.</summary>
    public ValueTask WaiveAsync(string destination, string why, CancellationToken cancellationToken) =>
        ChangeAsync(session => ProofChanges.Waive(session, _context, destination, why), cancellationToken);

    /// <summary>Up to <paramref name="limit"/> instances to ask a destination for, oldest first, under a new transaction; null when there are none.</summary>
    public async ValueTask<ProofWork?> ClaimAsync(
        string destination, string transactionUid, TimeSpan answerWithin, int limit, CancellationToken cancellationToken)
    {
        if (_context.Readers.Run(session => Find(session, destination, 1).Count == 0, cancellationToken))
            return null;
        return await _context.Writer.RunAsync(
            session => Find(session, destination, limit) is { Count: > 0 } items
                ? ProofChanges.Ask(session, _context, new ProofWork(transactionUid, destination, items), _context.Now + answerWithin)
                : null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>When there is something to ask or an answer is overdue; null when nothing is.</summary>
    public ValueTask<DateTimeOffset?> GetNextDueAsync(string destination, CancellationToken cancellationToken) => _context.ReadAsync(
        session =>
        {
            var wanted = session.FindTime(
                $"SELECT MIN(d.proof_due) FROM deliveries d JOIN studies s ON s.study_id = d.study_id WHERE {Askable}",
                destination, ProofState.Wanted, DeliveryState.Sent, DeliveryState.Warning, StudyState.Forwarding, StudyState.Rejected);
            var asked = session.FindTime(
                "SELECT MIN(proof_due) FROM deliveries WHERE destination = $1 AND proof = $2 AND state IN ($3, $4)",
                destination, ProofState.Asked, DeliveryState.Sent, DeliveryState.Warning);
            return wanted is null || asked < wanted ? asked : wanted;
        },
        cancellationToken);

    /// <summary>The destination took the request and answers it later.</summary>
    public ValueTask TakenAsync(string transactionUid, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            session.Execute("UPDATE transactions SET is_taken = 1 WHERE uid = $1", transactionUid);
        },
        cancellationToken);

    /// <summary>The request could not be brought to the destination, which is no fault of the instances.</summary>
    public ValueTask GiveBackAsync(string transactionUid, DateTimeOffset due, CancellationToken cancellationToken) =>
        ChangeAsync(session => ProofChanges.GiveBack(session, transactionUid, due), cancellationToken);

    /// <summary>The destination did not take the request.</summary>
    public ValueTask NotTakenAsync(string transactionUid, ushort status, ProofRules rules, CancellationToken cancellationToken) =>
        ChangeAsync(session => ProofChanges.NotTaken(session, _context, transactionUid, status, rules), cancellationToken);

    /// <summary>Gives up waiting for answers that are overdue; they are asked for again, and count if they come all the same. Returns how many instances.</summary>
    public async ValueTask<int> ExpireAsync(string destination, ProofRules rules, CancellationToken cancellationToken)
    {
        var isOverdue = _context.Readers.Run(
            session => session.GetNumber(
                "SELECT COUNT(*) FROM deliveries WHERE destination = $1 AND proof = $2 AND proof_due <= $3", destination, ProofState.Asked, _context.Now) > 0,
            cancellationToken);
        if (!isOverdue)
            return 0;
        var count = await _context.Writer.RunAsync(
            session => ProofChanges.Expire(session, _context, destination, rules), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.State);
        return count;
    }

    /// <summary>Records what a destination says. Durable when this returns; null when it was never asked so.</summary>
    public async ValueTask<ProofOutcome?> TakeAsync(ProofAnswer answer, ProofRules rules, CancellationToken cancellationToken)
    {
        var outcome = await _context.Writer.RunAsync(
            session => ProofChanges.Take(session, _context, answer, rules), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.DeliveryDue, RecordsChange.State);
        return outcome;
    }

    public ValueTask<IReadOnlyList<ProofCounts>> CountAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<ProofCounts>>(
            session => session.Query(
                """
                SELECT destination, SUM(proof = 1), SUM(proof = 2), SUM(proof = 3), SUM(proof = 4), MIN(CASE WHEN proof IN (1, 2) THEN updated_at END)
                FROM deliveries WHERE proof <> 0 AND state IN (3, 4) GROUP BY destination ORDER BY destination
                """,
                row => new ProofCounts(row.Text(0), row.Number(1), row.Number(2), row.Number(3), row.Number(4), row.TimeOrNull(5))),
            cancellationToken);

    private List<ProofItem> Find(RecordsSession session, string destination, int limit) => session.Query(
        $"""
        SELECT d.delivery_id, d.study_id, m.folder, {OutputColumns.All}
        FROM deliveries d JOIN studies s ON s.study_id = d.study_id JOIN outputs o ON o.output_id = d.output_id JOIN manifests m ON m.manifest_id = o.manifest_id
        WHERE {Askable} AND d.proof_due <= $7 ORDER BY d.proof_due, d.delivery_id LIMIT $8
        """,
        row => new ProofItem(row.Number(0), row.Number(1), row.Text(2), OutputColumns.ToOutput(row, 3)),
        destination, ProofState.Wanted, DeliveryState.Sent, DeliveryState.Warning, StudyState.Forwarding, StudyState.Rejected, _context.Now, limit);

    private async ValueTask ChangeAsync(Action<RecordsSession> change, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(change, cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.State);
    }
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Deliveries;

/// <summary>The queue of every destination: the database is the queue, memory holds only what is leased.</summary>
public sealed class DeliveryStore
{
    private readonly RecordsContext _context;

    internal DeliveryStore(RecordsContext context) => _context = context;

    /// <summary>Leases up to <paramref name="limit"/> deliveries that are due, oldest first, of one study at a time.</summary>
    public async ValueTask<IReadOnlyList<DeliveryWork>> ClaimAsync(
        string destination, string owner, TimeSpan lease, int limit, CancellationToken cancellationToken)
    {
        if (_context.Readers.Run(session => FindDueStudy(session, destination, _context.Now) is null, cancellationToken))
            return [];
        return await _context.Writer.RunAsync(
            session => Claim(session, destination, owner, lease, limit), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes results in one transaction; the study is Forwarded with its last one, and Held when one failed for good. A result whose lease
    /// was lost still counts when it says that the archive has the instance.
    /// </summary>
    public async ValueTask CompleteAsync(string owner, IReadOnlyList<DeliveryResult> results, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(
            session =>
            {
                foreach (var studyId in results.Select(result => Write(session, owner, result)).OfType<long>().Distinct().ToList())
                    DeliveryQueue.FinishWhenDone(session, _context, StudyRow.Get(session, studyId));
            },
            cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.DeliveryDue, RecordsChange.State);
    }

    /// <summary>Keeps deliveries leased while a long transfer runs. Ids that are not this owner's any more are left alone.</summary>
    public ValueTask RenewAsync(string owner, IReadOnlyList<long> deliveryIds, TimeSpan lease, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                foreach (var id in deliveryIds)
                {
                    session.Execute(
                        "UPDATE deliveries SET lease_until = $1 WHERE delivery_id = $2 AND lease_owner = $3 AND state = $4",
                        _context.Now + lease, id, owner, DeliveryState.Leased);
                }
            },
            cancellationToken);

    /// <summary>Whether a claimed delivery is still to be made: what is withdrawn meanwhile must not go out.</summary>
    public bool IsWanted(string owner, DeliveryWork work) => _context.Readers.Run(
        session => session.GetNumber(
            "SELECT COUNT(*) FROM deliveries WHERE delivery_id = $1 AND lease_owner = $2 AND state = $3", work.DeliveryId, owner, DeliveryState.Leased) > 0,
        CancellationToken.None);

    /// <summary>
    /// Gives back deliveries that were leased but not tried: due again at once, and no try is counted. What was withdrawn meanwhile did not go out.
    /// </summary>
    public async ValueTask ReleaseAsync(string owner, IReadOnlyList<DeliveryWork> untried, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(
            session =>
            {
                foreach (var work in untried)
                {
                    session.Execute(
                        """
                        UPDATE deliveries SET state = CASE state WHEN $4 THEN $1 ELSE state END, is_in_doubt = $6, lease_owner = NULL, lease_until = NULL
                        WHERE delivery_id = $2 AND lease_owner = $3 AND state IN ($4, $5)
                        """,
                        DeliveryState.Pending, work.DeliveryId, owner, DeliveryState.Leased, DeliveryState.Cancelled, work.IsInDoubt);
                }
            },
            cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.DeliveryDue);
    }

    /// <summary>Puts failed deliveries of a held study back into the queue, for a person: Held to Forwarding.</summary>
    public async ValueTask<int> RequeueFailedAsync(long studyId, string by, string why, CancellationToken cancellationToken)
    {
        var count = await _context.Writer.RunAsync(session => Requeue(session, studyId, by, why), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.DeliveryDue, RecordsChange.State);
        return count;
    }

    /// <summary>When the next delivery of a destination is due, or null when its queue is empty.</summary>
    public ValueTask<DateTimeOffset?> GetNextDueAsync(string destination, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => session.FindTime(
                "SELECT MIN(CASE state WHEN $2 THEN lease_until ELSE due_at END) FROM deliveries WHERE destination = $1 AND state IN ($2, $3)",
                destination, DeliveryState.Leased, DeliveryState.Pending),
            cancellationToken);

    public ValueTask<IReadOnlyList<DeliveryCounts>> CountAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<DeliveryCounts>>(
            session => session.Query(
                """
                SELECT destination, SUM(state = 1), SUM(state = 2), SUM(state = 3), SUM(state = 4), SUM(state = 5),
                    MIN(CASE WHEN state IN (1, 2) THEN updated_at END)
                FROM deliveries GROUP BY destination ORDER BY destination
                """,
                row => new DeliveryCounts(row.Text(0), row.Number(1), row.Number(2), row.Number(3), row.Number(4), row.Number(5), row.TimeOrNull(6))),
            cancellationToken);

    /// <summary>All deliveries of a study, for its timeline.</summary>
    public ValueTask<IReadOnlyList<DeliveryRecord>> ListAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<DeliveryRecord>>(
            session => session.Query(
                """
                SELECT d.delivery_id, d.destination, o.source_instance, d.sop_instance, d.state, d.status, d.attempts, d.due_at, d.updated_at, d.comment
                FROM deliveries d JOIN outputs o ON o.output_id = d.output_id WHERE d.study_id = $1 ORDER BY d.delivery_id
                """,
                row => new DeliveryRecord(
                    row.Number(0), row.Text(1), row.Id(2), row.Text(3), (DeliveryState)row.Int(4), (ushort?)row.NumberOrNull(5), row.Int(6), row.Time(7),
                    row.Time(8), row.TextOrNull(9)),
                studyId),
            cancellationToken);

    private static long? FindDueStudy(RecordsSession session, string destination, DateTimeOffset now) => session.FindNumber(
        """
        SELECT study_id FROM deliveries
        WHERE destination = $1 AND ((state = $2 AND due_at <= $4) OR (state = $3 AND lease_until <= $4))
        ORDER BY due_at, delivery_id LIMIT 1
        """,
        destination, DeliveryState.Pending, DeliveryState.Leased, now);

    private List<DeliveryWork> Claim(RecordsSession session, string destination, string owner, TimeSpan lease, int limit)
    {
        if (FindDueStudy(session, destination, _context.Now) is not { } studyId)
            return [];
        var claimed = session.Query(
            $"""
            SELECT d.delivery_id, d.study_id, d.destination, m.folder, d.attempts, d.is_in_doubt, d.state, {OutputColumns.All}
            FROM deliveries d JOIN outputs o ON o.output_id = d.output_id JOIN manifests m ON m.manifest_id = o.manifest_id
            WHERE d.destination = $1 AND d.study_id = $5 AND ((d.state = $2 AND d.due_at <= $4) OR (d.state = $3 AND d.lease_until <= $4))
            ORDER BY d.delivery_id LIMIT $6
            """,
            row => new DeliveryWork(
                row.Number(0), row.Number(1), row.Text(2), OutputColumns.ToOutput(row, 7), row.Text(3), row.Int(4),
                row.Flag(5) || row.Int(6) == (int)DeliveryState.Leased),
            destination, DeliveryState.Pending, DeliveryState.Leased, _context.Now, studyId, limit);
        foreach (var work in claimed)
        {
            session.Execute(
                "UPDATE deliveries SET state = $1, lease_owner = $2, lease_until = $3, is_in_doubt = $4 WHERE delivery_id = $5",
                DeliveryState.Leased, owner, _context.Now + lease, work.IsInDoubt, work.DeliveryId);
        }
        return claimed;
    }

    /// <summary>The study that the result changed, or null when it came too late to count.</summary>
    private long? Write(RecordsSession session, string owner, DeliveryResult result)
    {
        var isHeld = result.State is DeliveryState.Sent or DeliveryState.Warning;
        return session.FindNumber(
            """
            UPDATE deliveries SET state = $1, status = $2, due_at = COALESCE($3, due_at), is_in_doubt = ($4 OR (is_in_doubt AND NOT $10)), comment = $5,
                updated_at = $6, attempts = attempts + 1, lease_owner = NULL, lease_until = NULL
            WHERE delivery_id = $7 AND ((state = $8 AND lease_owner = $9) OR ($10 AND state IN ($8, $11, $12)))
            RETURNING study_id
            """,
            result.State, result.Status is { } status ? (long)status : null, result.NextTry, result.IsInDoubt, result.Comment, _context.Now, result.DeliveryId,
            DeliveryState.Leased, owner, isHeld, DeliveryState.Pending, DeliveryState.Cancelled);
    }

    private int Requeue(RecordsSession session, long studyId, string by, string why)
    {
        var study = StudyRow.Get(session, studyId);
        if (DeliveryQueue.HasOptedOut(session, studyId))
            throw new TransitionException($"The patient of study {studyId} has objected.");
        var count = session.Execute(
            "UPDATE deliveries SET state = $1, due_at = $2, attempts = 0, updated_at = $2 WHERE study_id = $3 AND state = $4",
            DeliveryState.Pending, _context.Now, studyId, DeliveryState.Failed);
        if (count == 0)
            throw new TransitionException($"Study {studyId} has no failed delivery.");
        var manifestId = session.GetNumber("SELECT MAX(manifest_id) FROM deliveries WHERE study_id = $1 AND state = $2", studyId, DeliveryState.Pending);
        ProfileVersions.Bind(session, studyId, manifestId);
        StudyChanges.DecideHolds(session, _context, studyId, HoldDecision.Superseded, by, why);
        StudyChanges.Move(session, _context, study, StudyState.Forwarding, by, new Dictionary<string, string> { ["why"] = why });
        StudyChanges.SetDisposition(session, _context, studyId, InstanceDisposition.Held, InstanceDisposition.Pending);
        return count;
    }
}

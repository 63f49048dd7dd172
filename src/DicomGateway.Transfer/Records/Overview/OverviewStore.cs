using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Overview;

/// <summary>Counts for whoever looks at the node as a whole.</summary>
public sealed class OverviewStore
{
    private readonly RecordsContext _context;

    internal OverviewStore(RecordsContext context) => _context = context;

    public ValueTask<long> CountHeldAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync(session => session.GetNumber("SELECT COUNT(*) FROM studies WHERE state = $1", StudyState.Held), cancellationToken);

    public ValueTask<NodeCounts> CountAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync(session => session.InSnapshot(() => Count(session)), cancellationToken);

    private static NodeCounts Count(RecordsSession session)
    {
        var states = session.Query("SELECT state, COUNT(*) FROM studies GROUP BY state", row => (State: (StudyState)row.Int(0), Count: row.Number(1)))
            .ToDictionary(line => line.State, line => line.Count);
        var settled = new[] { StudyState.Receiving, StudyState.Held, StudyState.Forwarded, StudyState.Rejected, StudyState.Excluded };
        var done = states.Where(line => line.Key is StudyState.Forwarded or StudyState.Committed).Sum(line => line.Value);
        return new NodeCounts(
            states.GetValueOrDefault(StudyState.Receiving),
            states.Where(line => line.Key < StudyState.Rejected && !settled.Contains(line.Key)).Sum(line => line.Value),
            states.GetValueOrDefault(StudyState.Held),
            done,
            states.GetValueOrDefault(StudyState.Rejected) + states.GetValueOrDefault(StudyState.Excluded),
            HeldBy(session));
    }

    private static List<HeldReason> HeldBy(RecordsSession session) => session.Query(
        """
        SELECT f.code, MIN(f.text), COUNT(*) FROM holds h
        JOIN findings f ON f.finding_id = COALESCE(
            (SELECT MIN(finding_id) FROM findings WHERE hold_id = h.hold_id AND severity = $2), (SELECT MIN(finding_id) FROM findings WHERE hold_id = h.hold_id))
        WHERE h.decision = $1 GROUP BY f.code ORDER BY COUNT(*) DESC, f.code
        """,
        row => new HeldReason(row.Text(0), row.Text(1), row.Number(2)),
        HoldDecision.Open, FindingSeverity.Hold);
}

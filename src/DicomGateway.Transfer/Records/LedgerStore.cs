using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records;

/// <summary>Accounts for every SOP Instance UID that was acknowledged.</summary>
public sealed class LedgerStore
{
    private readonly RecordsContext _context;

    internal LedgerStore(RecordsContext context) => _context = context;

    /// <summary>
    /// One line per project. Received is counted over all rows ever recorded; the columns over versions that count, where a SOP Instance UID with
    /// several stands in the column that needs attention most: pending, then held, then rejected; left out by rules last.
    /// </summary>
    public ValueTask<IReadOnlyList<LedgerCounts>> CountAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync(Count, cancellationToken);

    /// <summary>Instances arrive while this counts: both sides of the ledger are of the same moment.</summary>
    internal static IReadOnlyList<LedgerCounts> Count(RecordsSession session) => session.InSnapshot(() => CountNow(session));

    private static IReadOnlyList<LedgerCounts> CountNow(RecordsSession session)
    {
        var received = session.Query(
            "SELECT project, COUNT(DISTINCT sop_hash) FROM instances GROUP BY project ORDER BY project", row => (Project: row.Text(0), Count: row.Number(1)));
        var columns = session.Query(
            """
            SELECT project, column_number, COUNT(*) FROM (
                SELECT project, sop_hash, MIN(disposition) AS column_number FROM instances WHERE disposition <> 5 GROUP BY project, sop_hash
            ) AS counted GROUP BY project, column_number
            """,
            row => (Project: row.Text(0), Column: (InstanceDisposition)row.Int(1), Count: row.Number(2)));
        long Of(string project, InstanceDisposition column) => columns.Where(c => c.Project == project && c.Column == column).Sum(c => c.Count);
        return
        [
            .. received.Select(line => new LedgerCounts(
                line.Project, line.Count, Of(line.Project, InstanceDisposition.Forwarded), Of(line.Project, InstanceDisposition.Held),
                Of(line.Project, InstanceDisposition.Rejected), Of(line.Project, InstanceDisposition.Excluded), Of(line.Project, InstanceDisposition.Pending))),
        ];
    }
}

using DicomGateway.Transfer.Jobs.Cohorts.Reporting;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>What became of a version's studies in jobs: of several jobs the newest counts.</summary>
internal sealed class CohortLaterStore(RecordsContext context)
{
    private const string Newest =
        """
        SELECT i.row AS row, i.state AS item, i.reason AS reason, s.state AS study FROM job_items i
        JOIN (SELECT n.row AS row, MAX(n.item_id) AS item_id FROM job_items n JOIN jobs j ON j.job_id = n.job_id
              WHERE j.cohort = $1 AND j.cohort_version = $2 GROUP BY n.row) newest ON newest.item_id = i.item_id
        LEFT JOIN studies s ON s.project = i.project AND s.study_hash = i.study_hash
        """;

    private const string Counted = "SELECT 0, item, reason, study, COUNT(*) FROM (" + Newest + ") GROUP BY item, reason, study ORDER BY item, study, reason";

    /// <summary>How many studies are in which state.</summary>
    public ValueTask<IReadOnlyList<LaterState>> CountAsync(string cohort, int version, CancellationToken cancellationToken) =>
        context.ReadAsync<IReadOnlyList<LaterState>>(
            session => session.Query(
                Counted,
                row => ToState(row, row.Int(4)), cohort, version),
            cancellationToken);

    /// <summary>The state of each study by its number.</summary>
    public ValueTask<IReadOnlyDictionary<int, LaterState>> ReadAsync(string cohort, int version, CancellationToken cancellationToken) =>
        context.ReadAsync<IReadOnlyDictionary<int, LaterState>>(
            session => session.Query(Newest, row => (Row: row.Int(0), State: ToState(row, 1)), cohort, version).ToDictionary(item => item.Row, item => item.State),
            cancellationToken);

    private static LaterState ToState(RecordsRow row, int count) => new(
        ((JobItemState)row.Int(1)).ToString(), row.NumberOrNull(3) is { } study ? ((StudyState)study).ToString() : null, row.TextOrNull(2), count);
}

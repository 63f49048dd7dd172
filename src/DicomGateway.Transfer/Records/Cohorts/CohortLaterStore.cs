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

    /// <summary>The state of one study by its number; null when no job has it.</summary>
    public ValueTask<LaterState?> FindAsync(string cohort, int version, int row, CancellationToken cancellationToken) => context.ReadAsync(
        session => session.Find(
            """
            SELECT i.row, i.state, i.reason, s.state FROM job_items i JOIN jobs j ON j.job_id = i.job_id
            LEFT JOIN studies s ON s.project = i.project AND s.study_hash = i.study_hash
            WHERE j.cohort = $1 AND j.cohort_version = $2 AND i.row = $3 ORDER BY i.item_id DESC LIMIT 1
            """,
            found => ToState(found, 1), cohort, version, (long)row),
        cancellationToken);

    /// <summary>What rules left out of a selected study by what its newest job received.</summary>
    public ValueTask<ReceivedRow> ReadReceivedAsync(string cohort, int version, CohortRow row, CancellationToken cancellationToken) => context.ReadAsync(
        session =>
        {
            var item = session.Find(
                """
                SELECT n.item_id, n.project FROM job_items n JOIN jobs j ON j.job_id = n.job_id
                WHERE j.cohort = $1 AND j.cohort_version = $2 AND n.row = $3 ORDER BY n.item_id DESC LIMIT 1
                """,
                found => new NewestItem(found.Number(0), found.Text(1)), cohort, version, (long)row.Row);
            if (item is null)
                return new ReceivedRow(new Dictionary<string, (string, bool)>(), 0);
            var leftOut = session.Query(
                "SELECT series_hash, rule, is_unknown FROM job_verdicts WHERE item_id = $1 AND rule IS NOT NULL",
                found => (Series: found.Hex(0), Rule: found.Text(1), IsUnknown: found.Flag(2)), item.ItemId).ToDictionary(one => one.Series, one => (one.Rule, one.IsUnknown));
            var known = row.Study.Series.Where(series => series.Reason is null)
                .Select(series => (series.SeriesInstanceUid, Hash: Convert.ToHexStringLower(context.Cipher.Hash("series", item.Project, series.SeriesInstanceUid.Trim()))))
                .Where(series => leftOut.ContainsKey(series.Hash)).ToDictionary(series => series.SeriesInstanceUid, series => leftOut[series.Hash]);
            return new ReceivedRow(known, leftOut.Count - known.Count);
        },
        cancellationToken);

    private static LaterState ToState(RecordsRow row, int count) => new(
        ((JobItemState)row.Int(1)).ToString(), row.NumberOrNull(3) is { } study ? ((StudyState)study).ToString() : null, row.TextOrNull(2), count);

    private sealed record NewestItem(long ItemId, string Project);
}

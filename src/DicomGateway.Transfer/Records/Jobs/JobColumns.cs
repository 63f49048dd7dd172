using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>Reads jobs for lists.</summary>
internal static class JobColumns
{
    /// <summary>An item's state for people, of items as i and studies as s: what is delivered may be held.</summary>
    public const string ShownState = "CASE WHEN i.state = 5 AND s.state = 4 THEN 6 ELSE i.state END";

    public const string ItemsWithStudies = "job_items i LEFT JOIN studies s ON s.project = i.project AND s.study_hash = i.study_hash";

    private const string All =
        "job_id, project, cohort, cohort_version, why, state, state_since, created_by, created_at, needs_another, approved_by";

    public static IReadOnlyList<JobSummary> List(RecordsSession session, string where, params ReadOnlySpan<object?> values) =>
    [
        .. session.Query($"SELECT {All} FROM jobs WHERE {where}", ToSummary, values).Select(job => job with { Items = CountItems(session, job.JobId), From = CountPacs(session, job.JobId) }),
    ];

    private static Dictionary<JobItemState, int> CountItems(RecordsSession session, long jobId) => session.Query(
        $"SELECT {ShownState} AS shown, COUNT(*) FROM {ItemsWithStudies} WHERE i.job_id = $1 GROUP BY shown ORDER BY shown",
        row => ((JobItemState)row.Int(0), row.Int(1)),
        jobId).ToDictionary(count => count.Item1, count => count.Item2);

    private static List<JobPacs> CountPacs(RecordsSession session, long jobId) => session.Query(
        """
        SELECT p.pacs, COUNT(i.item_id), COALESCE(SUM(i.state IN (1, 2, 3, 4)), 0)
        FROM job_pacs p LEFT JOIN job_items i ON i.job_id = p.job_id AND i.pacs = p.pacs WHERE p.job_id = $1 GROUP BY p.pacs ORDER BY p.pacs
        """,
        row => new JobPacs(row.Text(0), row.Int(1), row.Int(2)),
        jobId);

    private static JobSummary ToSummary(RecordsRow row) => new()
    {
        JobId = row.Number(0),
        Project = row.Text(1),
        Cohort = row.TextOrNull(2),
        CohortVersion = (int?)row.NumberOrNull(3),
        Why = row.Text(4),
        State = (JobState)row.Int(5),
        StateSince = row.Time(6),
        CreatedBy = row.Text(7),
        Created = row.Time(8),
        NeedsAnother = row.Flag(9),
        ApprovedBy = row.TextOrNull(10),
    };
}

using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>Reads jobs for lists.</summary>
internal static class JobColumns
{
    /// <summary>An item's state for people, of items as i and studies as s: what is delivered may be held.</summary>
    public const string ShownState = "CASE WHEN i.state = 5 AND s.state = 4 THEN 6 ELSE i.state END";

    public const string ItemsWithStudies = "job_items i LEFT JOIN studies s ON s.project = i.project AND s.study_hash = i.study_hash";

    private const string All =
        "job_id, project, pacs, cohort, cohort_version, why, state, state_since, created_by, created_at, needs_another, approved_by";

    public static IReadOnlyList<JobSummary> List(RecordsSession session, string where, params ReadOnlySpan<object?> values) =>
    [
        .. session.Query($"SELECT {All} FROM jobs WHERE {where}", ToSummary, values).Select(job => job with { Items = CountItems(session, job.JobId) }),
    ];

    private static Dictionary<JobItemState, int> CountItems(RecordsSession session, long jobId) => session.Query(
        $"SELECT {ShownState} AS shown, COUNT(*) FROM {ItemsWithStudies} WHERE i.job_id = $1 GROUP BY shown ORDER BY shown",
        row => ((JobItemState)row.Int(0), row.Int(1)),
        jobId).ToDictionary(count => count.Item1, count => count.Item2);

    private static JobSummary ToSummary(RecordsRow row) => new()
    {
        JobId = row.Number(0),
        Project = row.Text(1),
        Pacs = row.Text(2),
        Cohort = row.TextOrNull(3),
        CohortVersion = (int?)row.NumberOrNull(4),
        Why = row.Text(5),
        State = (JobState)row.Int(6),
        StateSince = row.Time(7),
        CreatedBy = row.Text(8),
        Created = row.Time(9),
        NeedsAnother = row.Flag(10),
        ApprovedBy = row.TextOrNull(11),
    };
}

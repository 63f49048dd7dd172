using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>What Records knows that may be worth an alert. Each question is cheap enough to be asked every few seconds.</summary>
public sealed class AlertFacts
{
    /// <summary>Word for word the condition of the index, which is not used otherwise.</summary>
    private const string Indexed = "action IN ('service.started', 'service.stopped', 'storage.backup')";

    private readonly RecordsContext _context;

    internal AlertFacts(RecordsContext context) => _context = context;

    /// <summary>The start of the process that has the database open, and how the one before it ended; null before the start is on record.</summary>
    public ValueTask<ServiceStart?> FindStartAsync(CancellationToken cancellationToken) => _context.ReadAsync(
        session =>
        {
            var rows = session.Query(
                $"SELECT sequence, at, action FROM audit INDEXED BY audit_of_service WHERE {Indexed} AND action <> 'storage.backup' ORDER BY sequence DESC LIMIT 2",
                row => (Sequence: row.Number(0), At: row.Time(1), Action: row.Text(2)));
            if (rows.Count == 0 || rows[0].Action != "service.started")
                return null;
            var sign = session.FindTime("SELECT at FROM audit WHERE sequence < $1 ORDER BY sequence DESC LIMIT 1", rows[0].Sequence);
            return new ServiceStart(rows[0].Sequence, rows[0].At, rows.Count > 1, rows.Count > 1 && rows[1].Action == "service.stopped", sign);
        },
        cancellationToken);

    /// <summary>When the last backup was made, or null.</summary>
    public ValueTask<DateTimeOffset?> FindLastBackupAsync(CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.FindTime(
            $"SELECT at FROM audit INDEXED BY audit_of_service WHERE {Indexed} AND action = 'storage.backup' ORDER BY sequence DESC LIMIT 1"),
        cancellationToken);

    /// <summary>Open holds by project and code of finding; a hold without a finding counts by its stage.</summary>
    public ValueTask<IReadOnlyList<HeldCount>> CountHeldAsync(CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<HeldCount>>(
        session => session.Query(
            """
            SELECT s.project, COALESCE(f.code, h.stage) AS reason, COUNT(DISTINCT h.study_id), MAX(h.hold_id), MIN(h.since)
            FROM holds h JOIN studies s ON s.study_id = h.study_id LEFT JOIN findings f ON f.hold_id = h.hold_id
            WHERE h.decision = 0 GROUP BY s.project, reason ORDER BY s.project, reason
            """,
            row => new HeldCount(row.Text(0), row.Text(1), row.Int(2), row.Number(3), row.Time(4))),
        cancellationToken);

    /// <summary>Jobs that have ended since a time, done or done with gaps.</summary>
    public ValueTask<IReadOnlyList<JobEnd>> ListEndedJobsAsync(DateTimeOffset since, CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<JobEnd>>(
        session => session.Query(
            "SELECT job_id, state_since FROM jobs WHERE state IN ($1, $2) AND state_since >= $3 ORDER BY job_id LIMIT 1000",
            row => new JobEnd(row.Number(0), row.Time(1)), JobState.Done, JobState.DoneWithGaps, since),
        cancellationToken);

    /// <summary>Running jobs of which no study has come to a new end since they were last changed.</summary>
    public ValueTask<IReadOnlyList<JobProgress>> ListRunningJobsAsync(CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<JobProgress>>(
        session => session.Query(
            """
            SELECT j.job_id, MAX(j.state_since, COALESCE((SELECT MAX(i.state_since) FROM job_items i WHERE i.job_id = j.job_id AND i.state >= $2), 0))
            FROM jobs j WHERE j.state = $1 ORDER BY j.job_id
            """,
            row => new JobProgress(row.Number(0), row.Time(1)), JobState.Running, JobItemState.Delivering),
        cancellationToken);
}

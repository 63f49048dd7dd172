using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>Jobs and what people decide about them. Every change writes its audit row in the same transaction.</summary>
public sealed class JobStore
{
    private readonly RecordsContext _context;

    internal JobStore(RecordsContext context) => _context = context;

    /// <summary>Writes a job and its studies down, page by page, and leaves it a draft. A study that is there twice counts once. Returns its number.</summary>
    /// <exception cref="ArgumentException">There is no study in it; nothing is left of the job but its cancellation.</exception>
    public async ValueTask<long> CreateAsync(JobRequest request, IAsyncEnumerable<SelectedStudy> studies, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(request.By);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Why);
        var jobId = await _context.Writer.RunAsync(session => JobPreparation.Begin(session, _context, request), cancellationToken).ConfigureAwait(false);
        try
        {
            var count = await AddAsync(jobId, request, studies, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new ArgumentException("The job has no study: choose a cohort version or a list with at least one.", nameof(studies));
            await MoveAsync(jobId, JobState.Draft, request.By, null, CancellationToken.None).ConfigureAwait(false);
            return jobId;
        }
        catch
        {
            await MoveAsync(jobId, JobState.Cancelled, AuditChain.Service, "not written down to its end", CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Draft to Approved.</summary>
    /// <exception cref="TransitionException">It is no draft, or who created it may not approve it.</exception>
    public ValueTask ApproveAsync(long jobId, string by, CancellationToken cancellationToken) =>
        ChangeAsync(session => Approve(session, JobRow.Get(session, jobId), by), cancellationToken);

    /// <summary>To Running: from Approved, from Paused, or from a draft that needs nobody else's approval.</summary>
    public ValueTask RunAsync(long jobId, string by, CancellationToken cancellationToken) => ChangeAsync(
        session =>
        {
            var job = JobRow.Get(session, jobId);
            if (job is { State: JobState.Draft, NeedsAnother: false })
                job = Approve(session, job, by);
            if (job.State == JobState.Draft)
                throw new TransitionException($"Job {jobId} has not been approved: somebody else than {job.CreatedBy} must approve it first.");
            JobChanges.Move(session, _context, job, JobState.Running, by);
        },
        cancellationToken);

    /// <summary>Running to Paused. Whoever fetches stops within a second; what has come stays.</summary>
    public ValueTask PauseAsync(long jobId, string by, string? why, CancellationToken cancellationToken) => MoveAsync(jobId, JobState.Paused, by, why, cancellationToken);

    /// <summary>Ends a job: what has not come is not fetched any more; what has come whole goes its way.</summary>
    public ValueTask CancelAsync(long jobId, string by, string why, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return ChangeAsync(
            session =>
            {
                JobChanges.Move(session, _context, JobRow.Get(session, jobId), JobState.Cancelled, by, why);
                JobChanges.CancelItems(session, _context, jobId, by);
            },
            cancellationToken);
    }

    /// <summary>Items with gaps and failed ones wait again, and a job that had ended over them runs again. Returns how many.</summary>
    public async ValueTask<int> RetryAsync(long jobId, string by, CancellationToken cancellationToken)
    {
        var count = 0;
        await ChangeAsync(session => count = JobPreparation.Retry(session, _context, JobRow.Get(session, jobId), by), cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Newest first.</summary>
    public ValueTask<IReadOnlyList<JobSummary>> ListAsync(string? project, int limit, CancellationToken cancellationToken) => _context.ReadAsync(
        session => JobColumns.List(session, "$1 IS NULL OR project = $1 ORDER BY job_id DESC LIMIT $2", project, limit), cancellationToken);

    public ValueTask<JobSummary?> FindAsync(long jobId, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => JobColumns.List(session, "job_id = $1", jobId) is [var job] ? job : null, cancellationToken);

    /// <summary>PACS from which running jobs still want something: what the workers look at.</summary>
    public ValueTask<IReadOnlyList<string>> ListBusyPacsAsync(CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<string>>(
        session => session.Query(
            """
            SELECT DISTINCT p.pacs FROM jobs j JOIN job_pacs p ON p.job_id = j.job_id
            WHERE j.state = $1 AND EXISTS (SELECT 1 FROM job_items i WHERE i.job_id = p.job_id AND i.pacs = p.pacs AND i.state IN (1, 2, 3, 4)) ORDER BY p.pacs
            """,
            row => row.Text(0), JobState.Running),
        cancellationToken);

    private JobRow Approve(RecordsSession session, JobRow job, string by)
    {
        if (job.NeedsAnother && string.Equals(job.CreatedBy, by, StringComparison.OrdinalIgnoreCase))
            throw new TransitionException($"Job {job.JobId} was created by {by}: somebody else must approve it.");
        session.Execute("UPDATE jobs SET approved_by = $1, approved_at = $2 WHERE job_id = $3", by, _context.Now, job.JobId);
        return JobChanges.Move(session, _context, job, JobState.Approved, by);
    }

    private async ValueTask<int> AddAsync(long jobId, JobRequest request, IAsyncEnumerable<SelectedStudy> studies, CancellationToken cancellationToken)
    {
        var (count, page) = (0, new List<SelectedStudy>(JobPreparation.InPage));
        await foreach (var study in studies.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            page.Add(study);
            if (page.Count == JobPreparation.InPage)
                await WriteAsync().ConfigureAwait(false);
        }

        await WriteAsync().ConfigureAwait(false);
        return count;

        async ValueTask WriteAsync()
        {
            count += await _context.Writer.RunAsync(session => JobPreparation.Add(session, _context, jobId, request, page), cancellationToken).ConfigureAwait(false);
            page.Clear();
        }
    }

    private ValueTask MoveAsync(long jobId, JobState to, string by, string? why, CancellationToken cancellationToken) =>
        ChangeAsync(session => JobChanges.Move(session, _context, JobRow.Get(session, jobId), to, by, why), cancellationToken);

    private async ValueTask ChangeAsync(Action<RecordsSession> change, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(change, cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.Job, RecordsChange.StudyDue, RecordsChange.State);
    }
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>What a change of state needs to know of a job.</summary>
internal sealed record JobRow(long JobId, string Project, JobState State, string CreatedBy, bool NeedsAnother)
{
    public static JobRow? Find(RecordsSession session, long jobId) => session.Find(
        "SELECT job_id, project, state, created_by, needs_another FROM jobs WHERE job_id = $1",
        row => new JobRow(row.Number(0), row.Text(1), (JobState)row.Int(2), row.Text(3), row.Flag(4)),
        jobId);

    /// <exception cref="TransitionException">There is no such job.</exception>
    public static JobRow Get(RecordsSession session, long jobId) => Find(session, jobId) ?? throw new TransitionException($"There is no job {jobId}.");
}

using System.Globalization;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>Writes jobs and their items down, and sets items back to their beginning.</summary>
internal static class JobPreparation
{
    public const int InPage = 500;

    private static readonly TimeSpan AfterCrash = TimeSpan.FromSeconds(5);

    public static long Begin(RecordsSession session, RecordsContext context, JobRequest request)
    {
        var jobId = session.GetNumber(
            """
            INSERT INTO jobs(project, cohort, cohort_version, why, needs_another, state, state_since, created_by, created_at, judges_received)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, EXISTS (
                SELECT 1 FROM cohort_previews p JOIN cohorts c ON c.cohort_id = p.cohort_id WHERE c.name = $2 AND p.version = $3 AND p.judges_received = 1))
            RETURNING job_id
            """,
            request.Project, request.Cohort?.Name, request.Cohort is { } cohort ? (long)cohort.Version : null, request.Why, request.NeedsAnother,
            JobState.Preparing, context.Now, request.By);
        var detail = new Dictionary<string, string> { ["job"] = jobId.ToString(CultureInfo.InvariantCulture), ["pacs"] = request.Pacs ?? "where found", ["why"] = request.Why };
        if (request.Cohort is { } chosen)
            detail["cohort"] = string.Create(CultureInfo.InvariantCulture, $"{chosen.Name} {chosen.Version}");
        AuditChain.Append(session, context, request.By, "job.preparing", request.Project, null, detail);
        return jobId;
    }

    /// <summary>Returns how many were not there yet.</summary>
    /// <exception cref="ArgumentException">Neither a study nor the request names a PACS.</exception>
    public static int Add(RecordsSession session, RecordsContext context, long jobId, JobRequest request, IReadOnlyList<SelectedStudy> studies)
    {
        var count = 0;
        foreach (var study in studies)
        {
            var pacs = study.Pacs.Length > 0 ? study.Pacs : request.Pacs ?? throw new ArgumentException($"Row {study.Row} names no PACS, and the job neither.", nameof(studies));
            var itemId = session.FindNumber(
                """
                INSERT INTO job_items(job_id, row, project, pacs, study_hash, sealed_selection, state, state_since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT(job_id, study_hash) DO NOTHING RETURNING item_id
                """,
                jobId, study.Row, request.Project, pacs, context.Cipher.Hash("study", request.Project, study.StudyInstanceUid.Trim()),
                context.Cipher.Encrypt(PlaceOf(jobId, study.Row), study), JobItemState.Waiting, context.Now);
            if (itemId is null)
                continue;
            count++;
            ItemPacs.Add(session, jobId, itemId.Value, [pacs, .. study.AlsoAt]);
        }

        return count;
    }

    /// <summary>What a study's selection is bound to.</summary>
    public static string PlaceOf(long jobId, int row) => string.Create(CultureInfo.InvariantCulture, $"job {jobId} row {row}");

    public static int Retry(RecordsSession session, RecordsContext context, JobRow job, string by)
    {
        var count = 0;
        while (JobItemRow.List(
            session, "job_id = $1 AND state IN ($2, $3) ORDER BY row LIMIT $4", job.JobId, JobItemState.Gap, JobItemState.Failed, InPage) is { Count: > 0 } page)
        {
            foreach (var item in page)
            {
                JobChanges.Move(session, context, item, JobItemState.Waiting, null, by);
                session.Execute("UPDATE job_items SET rounds = 0, attempts = 0, due_at = 0, is_listed = 0, is_judged = 0 WHERE item_id = $1", item.ItemId);
                ItemPacs.BeginAnew(session, item.ItemId);
            }

            count += page.Count;
        }

        if (count > 0 && job.State == JobState.DoneWithGaps)
            JobChanges.Move(session, context, job, JobState.Running, by, "retry");
        return count;
    }

    /// <summary>At start: jobs that were being written down are given up, and items that were at work wait again.</summary>
    public static int TakeBack(RecordsSession session, RecordsContext context)
    {
        foreach (var jobId in session.Query("SELECT job_id FROM jobs WHERE state = $1", row => row.Number(0), JobState.Preparing))
            JobChanges.Move(session, context, JobRow.Get(session, jobId), JobState.Cancelled, AuditChain.Service, "not written down to its end");
        var atWork = JobItemRow.List(
            session, "state IN ($1, $2, $3)", JobItemState.Listing, JobItemState.Moving, JobItemState.Verifying);
        foreach (var item in atWork)
        {
            JobChanges.Move(session, context, item, JobItemState.Waiting, "The service was started again.");

            // Should it have been the cause, the others get their turn first.
            if (context.IsAfterCrash)
                session.Execute("UPDATE job_items SET due_at = $1 WHERE item_id = $2", context.Now + AfterCrash, item.ItemId);
        }

        return atWork.Count;
    }
}

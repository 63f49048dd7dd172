using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>The one place where states of jobs and items change, and with them, in the same transaction, the audit.</summary>
internal static class JobChanges
{
    private const int InPage = 500;

    public static JobRow Move(RecordsSession session, RecordsContext context, JobRow job, JobState to, string actor, string? why = null)
    {
        if (!JobTransitions.IsAllowed(job.State, to))
            throw new TransitionException($"Job {job.JobId} is {job.State} and cannot become {to}.");
        session.Execute("UPDATE jobs SET state = $1, state_since = $2 WHERE job_id = $3", to, context.Now, job.JobId);
        var detail = new Dictionary<string, string> { ["job"] = Text(job.JobId), ["from"] = job.State.ToString() };
        if (why is not null)
            detail["why"] = why;
        AuditChain.Append(session, context, actor, "job." + to.ToString().ToLowerInvariant(), job.Project, null, detail);
        return job with { State = to };
    }

    /// <param name="session">The transaction.</param>
    /// <param name="context">What stores share.</param>
    /// <param name="item">As it is now.</param>
    /// <param name="to">The new state; the lease stays with a state in which work is done.</param>
    /// <param name="reason">For people: why it is so; null when the state says it all.</param>
    /// <param name="actor">Who does it.</param>
    public static JobItemRow Move(
        RecordsSession session, RecordsContext context, JobItemRow item, JobItemState to, string? reason, string actor = AuditChain.Service)
    {
        if (!JobTransitions.IsAllowed(item.State, to))
            throw new TransitionException($"Work item {item.ItemId} is {item.State} and cannot become {to}.");
        var isAtWork = to is JobItemState.Listing or JobItemState.Moving or JobItemState.Verifying;
        session.Execute(
            """
            UPDATE job_items SET state = $1, state_since = $2, reason = $3,
                is_open = CASE WHEN $4 THEN 1 WHEN $1 = $6 THEN is_open ELSE 0 END,
                lease_owner = CASE WHEN $4 THEN lease_owner END, lease_until = CASE WHEN $4 THEN lease_until END
            WHERE item_id = $5
            """,
            to, context.Now, reason, isAtWork, item.ItemId, JobItemState.Waiting);
        var detail = new Dictionary<string, string> { ["job"] = Text(item.JobId), ["row"] = Text(item.Row), ["from"] = item.State.ToString() };
        if (reason is not null)
            detail["reason"] = reason;
        AuditChain.Append(session, context, actor, "job.item." + to.ToString().ToLowerInvariant(), item.Project, FindStudy(session, item)?.StudyId, detail);
        return item with { State = to, LeaseOwner = isAtWork ? item.LeaseOwner : null };
    }

    /// <summary>The study that an item is about, once something of it has come.</summary>
    public static StudyRow? FindStudy(RecordsSession session, JobItemRow item) =>
        session.FindNumber("SELECT study_id FROM studies WHERE project = $1 AND study_hash = $2", item.Project, item.StudyHash) is { } studyId
            ? StudyRow.Get(session, studyId)
            : null;

    /// <summary>Its list has been settled, whole or not: the study goes on at once unless another job still fetches it.</summary>
    public static void CloseStudy(RecordsSession session, RecordsContext context, JobItemRow item)
    {
        var isOpen = session.FindNumber("SELECT 1 FROM job_items WHERE project = $1 AND study_hash = $2 AND is_open = 1", item.Project, item.StudyHash) is not null;
        if (isOpen || FindStudy(session, item) is not { } study)
            return;
        if (study.State is StudyState.Excluded or StudyState.Inspected or StudyState.Forwarding or StudyState.Forwarded or StudyState.Committed && MayWantExcluded(session, item, study))
            study = Reopen(session, context, study);
        if (study.State == StudyState.Receiving)
            StudyChanges.Move(session, context, study, StudyState.Assembled, AuditChain.Service, new Dictionary<string, string> { ["cause"] = "list settled" });
        if (study.State is StudyState.Receiving or StudyState.Assembled)
            StudyTries.BeginAnew(session, context, study.StudyId);
    }

    /// <summary>What was left out of its study for others goes on for this item.</summary>
    public static void TakeUp(RecordsSession session, RecordsContext context, JobItemRow item)
    {
        Reopen(session, context, FindStudy(session, item)!);
        CloseStudy(session, context, item);
    }

    private static StudyRow Reopen(RecordsSession session, RecordsContext context, StudyRow study)
    {
        StudyChanges.Reopen(session, context, study, "what was left out is asked for");
        return StudyRow.Get(session, study.StudyId);
    }

    /// <summary>Something of the study was left out for others, and this item has not been asked.</summary>
    private static bool MayWantExcluded(RecordsSession session, JobItemRow item, StudyRow study) => session.FindNumber(
        """
        SELECT 1 FROM instances x WHERE x.study_id = $1 AND x.disposition = $2 AND x.bytes_state = $4 AND EXISTS (SELECT 1 FROM job_items i WHERE i.item_id = $3 AND i.is_judged = 0) LIMIT 1
        """,
        study.StudyId, InstanceDisposition.Excluded, item.ItemId, BytesState.Present) is not null;

    /// <summary>Ends what has not come of a job; what is being delivered goes its way.</summary>
    public static void CancelItems(RecordsSession session, RecordsContext context, long jobId, string actor)
    {
        while (JobItemRow.List(
            session, "job_id = $1 AND state IN ($2, $3, $4, $5) ORDER BY row LIMIT $6",
            jobId, JobItemState.Waiting, JobItemState.Listing, JobItemState.Moving, JobItemState.Verifying, InPage) is { Count: > 0 } page)
        {
            foreach (var item in page)
                CloseStudy(session, context, Move(session, context, item, JobItemState.Cancelled, "The job was cancelled.", actor));
        }
    }

    /// <summary>Done when nothing is open any more, with gaps when not everything could be had.</summary>
    public static void FinishWhenNothingIsOpen(RecordsSession session, RecordsContext context, long jobId)
    {
        var job = JobRow.Get(session, jobId);
        if (job.State is not (JobState.Running or JobState.Paused or JobState.DoneWithGaps))
            return;
        var open = session.FindNumber(
            "SELECT 1 FROM job_items WHERE job_id = $1 AND state IN ($2, $3, $4, $5, $6) LIMIT 1",
            jobId, JobItemState.Waiting, JobItemState.Listing, JobItemState.Moving, JobItemState.Verifying, JobItemState.Delivering);
        if (open is not null)
            return;
        var lacking = session.FindNumber(
            "SELECT 1 FROM job_items WHERE job_id = $1 AND state IN ($2, $3, $4) LIMIT 1", jobId, JobItemState.Gap, JobItemState.Failed, JobItemState.Cancelled);
        var end = lacking is null ? JobState.Done : JobState.DoneWithGaps;
        if (job.State != end)
            Move(session, context, job, end, AuditChain.Service);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

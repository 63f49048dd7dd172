using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>Says when an item has come to its end: by its expected UIDs, each of which has one of its own.</summary>
internal static class ItemSettling
{
    private const string RejectedByPerson = "The study was rejected.";

    /// <summary>Delivered ones whose study has come to rest, and lacking ones for whose study something came since.</summary>
    public static List<long> FindCandidates(RecordsSession session, long afterItem, int limit) => session.Query(
        $"""
         SELECT i.item_id FROM {JobColumns.ItemsWithStudies}
         WHERE i.item_id > $1 AND ((i.state = $2 AND s.state IN ($3, $4, $8, $9)) OR (i.state IN ($5, $6) AND i.is_listed = 1 AND s.last_received > i.state_since))
         ORDER BY i.item_id LIMIT $7
         """,
        row => row.Number(0),
        afterItem, JobItemState.Delivering, StudyState.Forwarded, StudyState.Rejected, JobItemState.Gap, JobItemState.Failed, (long)limit, StudyState.Committed, StudyState.Excluded);

    /// <summary>The state to go to, or null to stay; the same state when the study has to be run again for it.</summary>
    public static (JobItemState State, string? Reason)? Judge(RecordsSession session, RecordsContext context, long itemId)
    {
        var item = JobItemRow.Get(session, itemId);
        if (JobChanges.FindStudy(session, item) is not { } study)
            return null;
        if (item.State is JobItemState.Gap or JobItemState.Failed)
            return ItemLists.FindMissing(session, context, item).Count == 0 ? (JobItemState.Delivering, null) : null;
        if (item.State != JobItemState.Delivering)
            return null;
        if (study.State == StudyState.Rejected)
            return (JobItemState.Rejected, RejectedByPerson);
        if (IsToBeJudged(session, itemId))
            return null;
        var expected = (int?)session.FindNumber("SELECT expected_count FROM job_items WHERE item_id = $1", itemId);
        var progress = ItemLists.CountProgress(session, item, study.StudyId, expected);
        var isOut = study.State is StudyState.Committed or StudyState.Excluded || (study.State == StudyState.Forwarded && !IsPromiseAwaited(session, study.StudyId));
        if (!isOut)
            return null;
        if (!progress.IsSettled)
            return JudgeWithheld(session, item, study.StudyId);
        if (progress.Forwarded > 0)
            return (JobItemState.Complete, progress.Excluded == 0 ? null : Explain(session, itemId, progress));
        return progress.Excluded > 0 ? (JobItemState.Excluded, Explain(session, itemId, progress)) : (JobItemState.Rejected, RejectedByPerson);
    }

    /// <summary>Its cohort has rules on what is received, and nobody has asked them yet.</summary>
    private static bool IsToBeJudged(RecordsSession session, long itemId) => session.FindNumber(
        "SELECT 1 FROM job_items i JOIN jobs j ON j.job_id = i.job_id WHERE i.item_id = $1 AND i.is_judged = 0 AND j.judges_received = 1 AND i.item_id IN (SELECT item_id FROM job_series)",
        itemId) is not null;

    /// <summary>What was left out for others while this item was not there to want it, or was not listed: taken up while it is here, else a gap.</summary>
    private static (JobItemState State, string? Reason)? JudgeWithheld(RecordsSession session, JobItemRow item, long studyId)
    {
        var (withheld, gone) = CountWithheld(session, item, studyId);
        if (withheld == 0)
            return null;
        return withheld > gone ? (JobItemState.Delivering, null) : (JobItemState.Gap, ExplainGone(gone));
    }

    /// <summary>Expected instances that rules left out for others and that this item's let through, and how many of their originals have gone since.</summary>
    private static (long All, long Gone) CountWithheld(RecordsSession session, JobItemRow item, long studyId) => session.Query(
        """
        SELECT COUNT(DISTINCT i.sop_hash), COUNT(DISTINCT CASE WHEN i.bytes_state <> $4 THEN i.sop_hash END) FROM instances i
        WHERE i.study_id = $2 AND i.disposition = $3
            AND (EXISTS (SELECT 1 FROM job_instances e WHERE e.item_id = $1 AND e.sop_hash = i.sop_hash)
                OR EXISTS (SELECT 1 FROM job_series c WHERE c.item_id = $1 AND c.expected_count IS NOT NULL AND (length(c.series_hash) = 0 OR c.series_hash = i.series_hash)))
            AND NOT EXISTS (SELECT 1 FROM job_verdicts v WHERE v.item_id = $1 AND v.rule IS NOT NULL
                AND (v.series_hash = i.series_hash OR (i.series_hash IS NULL AND length(v.series_hash) = 0)))
        """,
        row => (row.Number(0), row.Number(1)), item.ItemId, studyId, InstanceDisposition.Excluded, BytesState.Present)[0];

    private static string ExplainGone(long count) => string.Create(
        CultureInfo.InvariantCulture, $"{count} instances had been left out by the rules of other jobs, and their originals were deleted after their time (retention.rejected).");

    private static string Explain(RecordsSession session, long itemId, ItemProgress progress)
    {
        var rules = session.Query(
            "SELECT rule, MAX(is_unknown) FROM job_verdicts WHERE item_id = $1 AND rule IS NOT NULL GROUP BY rule ORDER BY rule",
            row => row.Flag(1) ? $"{row.Text(0)} (of some series not known)" : row.Text(0), itemId);
        return string.Create(
            CultureInfo.InvariantCulture, $"{progress.Excluded} of {progress.Expected} instances were received and left out: excluded by rule {string.Join(", ", rules)}.");
    }

    /// <summary>A destination that has to promise that it keeps what it took has not yet.</summary>
    private static bool IsPromiseAwaited(RecordsSession session, long studyId) =>
        session.FindNumber("SELECT 1 FROM deliveries WHERE study_id = $1 AND proof IN (1, 2, 4) LIMIT 1", studyId) is not null;

    public static void Settle(RecordsSession session, RecordsContext context, long itemId)
    {
        if (Judge(session, context, itemId) is not { } end)
            return;
        var item = JobItemRow.Get(session, itemId);
        if (item.State == end.State)
        {
            JobChanges.TakeUp(session, context, item);
            return;
        }

        item = JobChanges.Move(session, context, item, end.State, end.Reason);
        if (end.State == JobItemState.Delivering)
            JobChanges.CloseStudy(session, context, item);
        JobChanges.FinishWhenNothingIsOpen(session, context, item.JobId);
    }
}

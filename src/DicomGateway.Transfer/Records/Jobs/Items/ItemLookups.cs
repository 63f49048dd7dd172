using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>Finds the items that an instance or a study belongs to.</summary>
internal static class ItemLookups
{
    /// <summary>
    /// One a project: who has the instance on a list, or counts the study's instances without a list. Where a project has asked for the study and not
    /// for this instance, without an item.
    /// </summary>
    public static IReadOnlyList<ItemAsker> FindAskers(RecordsSession session, RecordsCipher cipher, string sopInstanceUid, string? studyInstanceUid)
    {
        var askers = new List<ItemAsker>();
        foreach (var project in session.Query("SELECT DISTINCT project FROM jobs", row => row.Text(0)))
        {
            var study = cipher.HashOrNull("study", project, studyInstanceUid) ?? [];
            var listed = session.FindNumber(
                """
                SELECT MAX(i.item_id) FROM job_instances e JOIN job_items i ON i.item_id = e.item_id
                WHERE e.sop_hash = $1 AND i.project = $2 AND (length($3) = 0 OR i.study_hash = $3)
                """,
                cipher.Hash("sop", project, sopInstanceUid.Trim()), project, study);
            var asked = listed ?? session.FindNumber("SELECT MAX(item_id) FROM job_items WHERE project = $1 AND study_hash = $2 AND is_listed = 1", project, study);
            if (asked is { } itemId)
                askers.Add(new ItemAsker(project, listed ?? (IsCounted(session, itemId) ? itemId : null)));
        }

        return askers;
    }

    /// <summary>What the lists of all items about a study say of what has come.</summary>
    public static StudyCompleteness Judge(RecordsSession session, RecordsContext context, long studyId)
    {
        var items = JobItemRow.List(
            session, "(project, study_hash) = (SELECT project, study_hash FROM studies WHERE study_id = $1) AND (is_open = 1 OR is_listed = 1)", studyId);
        if (items.Count == 0)
            return StudyCompleteness.NotAsked;
        var isOpen = session.FindNumber(
            "SELECT 1 FROM job_items WHERE (project, study_hash) = (SELECT project, study_hash FROM studies WHERE study_id = $1) AND is_open = 1", studyId) is not null;
        var (missing, expected) = (0, 0);
        foreach (var item in items)
        {
            var lacking = ItemLists.FindMissing(session, context, item).Sum(series => series.Count);
            if (lacking <= missing)
                continue;
            (missing, expected) = (lacking, (int)session.GetNumber("SELECT COALESCE(expected_count, 0) FROM job_items WHERE item_id = $1", item.ItemId));
        }

        return new StudyCompleteness(isOpen, missing, expected, CountUnasked(session, studyId));
    }

    /// <summary>Instances that came by a retrieval and are on no list, or on that of another study, and in no series that is only counted.</summary>
    public static int CountUnasked(RecordsSession session, long studyId) => (int)session.GetNumber(
        """
        SELECT COUNT(*) FROM instances i JOIN studies t ON t.study_id = i.study_id
        WHERE i.study_id = $1 AND i.job_item IS NOT NULL AND i.disposition NOT IN ($2, $3)
            AND NOT EXISTS (
                SELECT 1 FROM job_instances e JOIN job_items j ON j.item_id = e.item_id
                WHERE e.sop_hash = i.sop_hash AND j.project = i.project AND j.study_hash = t.study_hash)
            AND (i.job_item = $4 OR NOT EXISTS (
                SELECT 1 FROM job_items j JOIN job_series s ON s.item_id = j.item_id
                WHERE j.project = t.project AND j.study_hash = t.study_hash AND s.expected_count IS NOT NULL
                    AND (length(s.series_hash) = 0 OR s.series_hash = i.series_hash)))
        """,
        studyId, InstanceDisposition.Duplicate, InstanceDisposition.Rejected, ReceiveContext.Unasked);

    private static bool IsCounted(RecordsSession session, long itemId) =>
        session.FindNumber("SELECT 1 FROM job_series WHERE item_id = $1 AND expected_count IS NOT NULL LIMIT 1", itemId) is not null;
}

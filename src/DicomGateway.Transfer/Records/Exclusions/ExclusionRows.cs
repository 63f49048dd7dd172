using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Exclusions;

/// <summary>How verdicts stand in the database, and what follows of those of all items that want a study.</summary>
internal static class ExclusionRows
{
    private const string OfStudy = "(project, study_hash) = (SELECT project, study_hash FROM studies WHERE study_id = $1) AND item_id IN (SELECT item_id FROM job_series)";

    /// <summary>The items about a study, once they were listed, whose cohort has rules on received headers.</summary>
    public static IReadOnlyList<ItemRules> FindRules(RecordsSession session, RecordsCipher cipher, long studyId) =>
    [
        .. session.Query(
            $"""
             SELECT i.item_id, p.preview_id, c.name, p.sealed_criteria FROM (SELECT item_id, job_id FROM job_items WHERE {OfStudy}) AS i
             JOIN jobs j ON j.job_id = i.job_id AND j.judges_received = 1
             JOIN cohorts c ON c.name = j.cohort
             JOIN cohort_previews p ON p.cohort_id = c.cohort_id AND p.version = j.cohort_version
             ORDER BY i.item_id
             """,
            row => (Item: row.Number(0), Version: row.Number(1), Criteria: cipher.Decrypt<string>(CohortColumns.TextPlace(row.Text(2)), row.Bytes(3))),
            studyId).Select(item => new ItemRules(item.Item, item.Version, item.Criteria, FindSeries(session, studyId, item.Item), Read(session, item.Item))),
    ];

    public static void Write(RecordsSession session, ItemVerdicts verdicts)
    {
        session.Execute("DELETE FROM job_verdicts WHERE item_id = $1", verdicts.ItemId);
        foreach (var (series, verdict) in verdicts.Series)
        {
            session.Execute(
                "INSERT INTO job_verdicts(item_id, series_hash, rule, is_unknown) VALUES ($1, $2, $3, $4)",
                verdicts.ItemId, Convert.FromHexString(series), verdict.Rule, verdict.IsUnknown);
        }

        session.Execute("UPDATE job_items SET is_judged = 1 WHERE item_id = $1", verdicts.ItemId);
    }

    /// <summary>
    /// Series that every item that wants them leaves out, with the rules that say so: what one item leaves out goes on for another. A cancelled item
    /// wants nothing any more, unless there is no other.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> FindLeftOut(RecordsSession session, long studyId)
    {
        var items = JobItemRow.List(session, OfStudy, studyId);
        var wanting = items.Exists(item => item.State != JobItemState.Cancelled) ? items.FindAll(item => item.State != JobItemState.Cancelled) : items;
        return wanting.SelectMany(item => Decide(session, studyId, item.ItemId)).GroupBy(one => one.Series, StringComparer.Ordinal)
            .Where(series => series.All(one => one.Rule is not null))
            .ToDictionary(series => series.Key, series => (IReadOnlyList<string>)[.. series.Select(one => one.Rule!).Distinct()]);
    }

    private static IEnumerable<(string Series, string? Rule)> Decide(RecordsSession session, long studyId, long itemId)
    {
        var verdicts = Read(session, itemId);
        return FindSeries(session, studyId, itemId).Select(series => (series, verdicts.GetValueOrDefault(series)?.Rule));
    }

    /// <summary>By the instances on the item's list; where the PACS only counted, by the series.</summary>
    private static List<string> FindSeries(RecordsSession session, long studyId, long itemId) => session.Query(
        """
        SELECT DISTINCT i.series_hash FROM instances i WHERE i.study_id = $1 AND i.disposition NOT IN ($3, $4) AND (
            EXISTS (SELECT 1 FROM job_instances e WHERE e.item_id = $2 AND e.sop_hash = i.sop_hash)
            OR EXISTS (SELECT 1 FROM job_series c WHERE c.item_id = $2 AND c.expected_count IS NOT NULL AND (length(c.series_hash) = 0 OR c.series_hash = i.series_hash)))
        """,
        row => row.HexOrEmpty(0), studyId, itemId, InstanceDisposition.Duplicate, InstanceDisposition.Rejected);

    private static Dictionary<string, SeriesVerdict> Read(RecordsSession session, long itemId) => session.Query(
        "SELECT series_hash, rule, is_unknown FROM job_verdicts WHERE item_id = $1",
        row => (Series: row.Hex(0), Verdict: new SeriesVerdict(row.TextOrNull(1), row.Flag(2))), itemId).ToDictionary(one => one.Series, one => one.Verdict);
}

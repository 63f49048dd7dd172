using System.Globalization;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>What items expect, and what of it has come: compared by keyed hash of the UIDs, within the project and the study.</summary>
internal static class ItemLists
{
    /// <summary>What is listed of item $1, and what has come to study $3 of the series that the PACS only counts; before there is a list, all of the study.</summary>
    private const string Counted =
        """
        SELECT sop_hash FROM job_instances WHERE item_id = $1
        UNION
        SELECT c.sop_hash FROM instances c WHERE c.study_id = $3 AND c.disposition <> 5 AND (
            NOT EXISTS (SELECT 1 FROM job_series WHERE item_id = $1)
            OR EXISTS (SELECT 1 FROM job_series s WHERE s.item_id = $1 AND s.expected_count IS NOT NULL AND (length(s.series_hash) = 0 OR s.series_hash = c.series_hash)))
        """;

    /// <summary>Takes the place of an earlier list.</summary>
    public static void Replace(RecordsSession session, RecordsContext context, JobItemRow item, IReadOnlyList<ExpectedSeries> list)
    {
        session.Execute("DELETE FROM job_instances WHERE item_id = $1", item.ItemId);
        session.Execute("DELETE FROM job_series WHERE item_id = $1", item.ItemId);
        for (var number = 0; number < list.Count; number++)
            Insert(session, context, item, number, list[number]);
        int? expected = list.Any(series => series.ExpectedCount is null) ? null : list.Sum(series => series.ExpectedCount!.Value);
        session.Execute(
            "UPDATE job_items SET is_listed = 1, expected_count = $1 WHERE item_id = $2", expected is { } count ? (long)count : null, item.ItemId);
    }

    public static IReadOnlyList<ExpectedSeries> Read(RecordsSession session, RecordsContext context, long itemId)
    {
        var instances = session.Query(
            "SELECT number, sop_hash, sop_class, sealed_uid FROM job_instances WHERE item_id = $1",
            row => (Number: row.Int(0), Instance: new ExpectedInstance(Unseal(context, InstancePlace(itemId, row.Hex(1)), row.Bytes(3)), row.Text(2))),
            itemId).ToLookup(one => one.Number, one => one.Instance);
        return session.Query(
            "SELECT number, series_hash, sealed_uid, expected_count FROM job_series WHERE item_id = $1 ORDER BY number",
            row =>
            {
                var uid = Unseal(context, SeriesPlace(itemId, row.Int(0)), row.Bytes(2));
                var count = (int?)row.NumberOrNull(3);
                return new ExpectedSeries(uid.Length == 0 ? null : uid, count, count is null ? [.. instances[row.Int(0)]] : null);
            },
            itemId);
    }

    /// <summary>Series of which something has not come.</summary>
    public static IReadOnlyList<MissingSeries> FindMissing(RecordsSession session, RecordsContext context, JobItemRow item)
    {
        var studyId = JobChanges.FindStudy(session, item)?.StudyId ?? -1;
        var missing = session.Query(
            """
            SELECT e.number, e.sop_hash, e.sop_class, e.sealed_uid FROM job_instances e
            WHERE e.item_id = $1 AND NOT EXISTS (SELECT 1 FROM instances i WHERE i.project = $2 AND i.sop_hash = e.sop_hash AND i.study_id = $3)
            """,
            row => (Number: row.Int(0), Instance: new ExpectedInstance(Unseal(context, InstancePlace(item.ItemId, row.Hex(1)), row.Bytes(3)), row.Text(2))),
            item.ItemId, item.Project, studyId).ToLookup(one => one.Number, one => one.Instance);
        var series = session.Query(
            """
            SELECT number, series_hash, sealed_uid, expected_count, (SELECT COUNT(*) FROM job_instances e WHERE e.item_id = s.item_id AND e.number = s.number)
            FROM job_series s WHERE item_id = $1 ORDER BY number
            """,
            row => (Number: row.Int(0), Hash: row.Bytes(1), Uid: Unseal(context, SeriesPlace(item.ItemId, row.Int(0)), row.Bytes(2)), Count: row.NumberOrNull(3), Listed: row.Int(4)),
            item.ItemId);
        var found = new List<MissingSeries>();
        foreach (var one in series)
        {
            if (one.Count is { } counted)
            {
                var here = CountReceived(session, studyId, one.Hash);
                if (here < counted)
                    found.Add(new MissingSeries(one.Uid.Length == 0 ? null : one.Uid, (int)counted - here, here == 0, null));
            }
            else if (missing[one.Number].ToList() is { Count: > 0 } lacking)
            {
                found.Add(new MissingSeries(one.Uid, lacking.Count, lacking.Count == one.Listed, lacking));
            }
        }

        return found;
    }

    public static ItemProgress CountProgress(RecordsSession session, JobItemRow item, long? studyId, int? expected)
    {
        if (studyId is null)
            return ItemProgress.None with { Expected = expected };
        return session.Find(
            $"""
             SELECT COALESCE(SUM(d IS NOT NULL), 0), COALESCE(SUM(o AND NOT x), 0), COALESCE(SUM(d = 4 AND NOT x), 0), COALESCE(SUM(c AND NOT x), 0),
                    COALESCE(SUM(d = 2 AND NOT x), 0), COALESCE(SUM(d = 3 AND NOT x), 0), COALESCE(SUM(x), 0)
             FROM (
                 SELECT (SELECT MIN(i.disposition) FROM instances i
                         WHERE i.project = $2 AND i.sop_hash = e.sop_hash AND i.study_id = $3 AND i.disposition <> 5) AS d,
                        EXISTS (SELECT 1 FROM instances i JOIN outputs o ON o.source_instance = i.instance_id
                                WHERE i.project = $2 AND i.sop_hash = e.sop_hash AND i.study_id = $3) AS o,
                        EXISTS (SELECT 1 FROM instances i JOIN outputs o ON o.source_instance = i.instance_id
                                JOIN deliveries p ON p.output_id = o.output_id AND p.proof = 3
                                WHERE i.project = $2 AND i.sop_hash = e.sop_hash AND i.study_id = $3) AS c,
                        EXISTS (SELECT 1 FROM instances i JOIN job_verdicts v ON v.item_id = $1 AND v.rule IS NOT NULL
                                    AND (v.series_hash = i.series_hash OR (i.series_hash IS NULL AND length(v.series_hash) = 0))
                                WHERE i.project = $2 AND i.sop_hash = e.sop_hash AND i.study_id = $3 AND i.disposition <> 5) AS x
                 FROM ({Counted}) AS e) AS counted
             """,
            row => new ItemProgress(expected, row.Int(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5), row.Int(6)),
            item.ItemId, item.Project, studyId)!;
    }

    private static void Insert(RecordsSession session, RecordsContext context, JobItemRow item, int number, ExpectedSeries series)
    {
        var uid = series.SeriesInstanceUid?.Trim() ?? "";
        session.Execute(
            "INSERT INTO job_series(item_id, number, series_hash, sealed_uid, expected_count) VALUES ($1, $2, $3, $4, $5)",
            item.ItemId, (long)number, uid.Length == 0 ? [] : context.Cipher.Hash("series", item.Project, uid),
            context.Cipher.Encrypt(SeriesPlace(item.ItemId, number), uid), series.Instances is null && series.Count is { } count ? (long)count : null);
        foreach (var instance in series.Instances ?? [])
        {
            var hash = context.Cipher.Hash("sop", item.Project, instance.SopInstanceUid.Trim());
            session.Execute(
                "INSERT INTO job_instances(item_id, sop_hash, number, sop_class, sealed_uid) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                item.ItemId, hash, (long)number, instance.SopClassUid,
                context.Cipher.Encrypt(InstancePlace(item.ItemId, Convert.ToHexStringLower(hash)), instance.SopInstanceUid.Trim()));
        }
    }

    private static int CountReceived(RecordsSession session, long studyId, byte[] seriesHash) => (int)session.GetNumber(
        "SELECT COUNT(DISTINCT sop_hash) FROM instances WHERE study_id = $1 AND (length($2) = 0 OR series_hash = $2)", studyId, seriesHash);

    private static string Unseal(RecordsContext context, string place, byte[] sealedUid) => context.Cipher.Decrypt<string>(place, sealedUid);

    private static string SeriesPlace(long itemId, int number) => string.Create(CultureInfo.InvariantCulture, $"item {itemId} series {number}");

    private static string InstancePlace(long itemId, string hash) => string.Create(CultureInfo.InvariantCulture, $"item {itemId} instance {hash}");
}

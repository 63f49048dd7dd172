using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>
/// How much was asked of a PACS lately; kept in the database, so that a restart stays within the limits too. Bytes beyond what a minute allows are
/// owed: nothing is begun until as much time has passed as they would have taken.
/// </summary>
internal static class PacsUse
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A request reaches the PACS a moment after it is written down here, now sooner, now later; its own log must show no more in a minute than it allows.</summary>
    private static readonly TimeSpan MinuteThere = Minute + TimeSpan.FromSeconds(2);

    /// <summary>Null when a study may be begun now; else when one may be.</summary>
    public static DateTimeOffset? FindNextBegin(RecordsSession session, DateTimeOffset now, string pacs, int studiesPerMinute, long bytesPerMinute)
    {
        DateTimeOffset? next = null;
        if (studiesPerMinute > 0)
        {
            var oldest = session.FindTime(
                "SELECT at FROM pacs_begins WHERE pacs = $1 ORDER BY at DESC LIMIT 1 OFFSET $2", pacs, (long)studiesPerMinute - 1);
            if (oldest + MinuteThere is { } free && free > now)
                next = free;
        }

        if (bytesPerMinute > 0 && Owed(session, now, pacs, bytesPerMinute) is > 0 and var owed)
        {
            var paid = now + (Minute * ((double)owed / bytesPerMinute));
            next = next > paid ? next : paid;
        }

        return next;
    }

    public static void AddBegin(RecordsSession session, DateTimeOffset now, string pacs)
    {
        session.Execute("DELETE FROM pacs_begins WHERE pacs = $1 AND at < $2", pacs, now - (2 * Minute));
        session.Execute("INSERT INTO pacs_begins(pacs, at) VALUES ($1, $2)", pacs, now);
    }

    /// <summary>The PACS is asked now: its minute counts from here, and not from when the item was claimed.</summary>
    public static void Ask(RecordsSession session, DateTimeOffset now, long itemId) => session.Execute(
        """
        UPDATE pacs_begins SET at = $1 WHERE rowid = (
            SELECT b.rowid FROM pacs_begins b JOIN job_items i ON i.item_id = $2 WHERE b.pacs = i.pacs AND b.at <= i.begun_at ORDER BY b.at DESC LIMIT 1)
        """,
        now, itemId);

    public static void AddBytes(RecordsSession session, DateTimeOffset now, string pacs, long bytes, long bytesPerMinute) => session.Execute(
        "INSERT INTO pacs_bytes(pacs, owed, at) VALUES ($1, $2, $3) ON CONFLICT(pacs) DO UPDATE SET owed = excluded.owed, at = excluded.at",
        pacs, bytesPerMinute > 0 ? Owed(session, now, pacs, bytesPerMinute) + bytes : 0L, now);

    private static long Owed(RecordsSession session, DateTimeOffset now, string pacs, long bytesPerMinute)
    {
        var row = session.Find("SELECT owed, at FROM pacs_bytes WHERE pacs = $1", row => new Debt(row.Number(0), row.Time(1)), pacs);
        return row is null ? 0 : Math.Max(0, row.Owed - (long)(bytesPerMinute * ((now - row.At) / Minute)));
    }

    private sealed record Debt(long Owed, DateTimeOffset At);
}

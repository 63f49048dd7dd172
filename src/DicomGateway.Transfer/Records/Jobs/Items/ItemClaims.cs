using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>Gives items to workers: jobs of a PACS by turns, of each the one that has waited longest, and a study to one worker at a time.</summary>
internal static class ItemClaims
{
    private const string Due =
        """
        SELECT i.item_id FROM job_items i
        WHERE i.job_id = $1 AND i.pacs = $2 AND i.state = $3 AND i.due_at <= $4 AND NOT EXISTS (
            SELECT 1 FROM job_items o WHERE o.project = i.project AND o.study_hash = i.study_hash AND o.state IN (2, 3, 4))
        ORDER BY i.due_at, i.item_id LIMIT 1
        """;

    /// <summary>Most who ask find nothing, or too early: they need not bother the writer. Null when there is work to be claimed.</summary>
    public static ItemClaim? Look(RecordsSession session, DateTimeOffset now, ClaimTerms terms)
    {
        if (session.FindNumber("SELECT 1 FROM job_items WHERE state IN (2, 3, 4) AND lease_until <= $1 LIMIT 1", now) is not null)
            return null;
        if (FindDue(session, now, terms.Pacs) is null)
            return new ItemClaim(null, FindNextDue(session, now, terms.Pacs), IsLimited: false);
        return PacsUse.FindNextBegin(session, now, terms.Pacs, terms.StudiesPerMinute, terms.BytesPerMinute) is { } later
            ? new ItemClaim(null, later, IsLimited: true)
            : null;
    }

    public static ItemClaim Claim(RecordsSession session, RecordsContext context, ClaimTerms terms)
    {
        var now = context.Now;
        TakeBackExpired(session, context);
        if (Look(session, now, terms) is { } nothing)
            return nothing;
        PacsUse.AddBegin(session, now, terms.Pacs);
        return new ItemClaim(Begin(session, context, JobItemRow.Get(session, FindDue(session, now, terms.Pacs)!.Value), terms), null, IsLimited: false);
    }

    private static long? FindDue(RecordsSession session, DateTimeOffset now, string pacs)
    {
        foreach (var jobId in Running(session, pacs))
        {
            if (session.FindNumber(Due, jobId, pacs, JobItemState.Waiting, now) is { } itemId)
                return itemId;
        }

        return null;
    }

    private static DateTimeOffset? FindNextDue(RecordsSession session, DateTimeOffset now, string pacs)
    {
        DateTimeOffset? next = null;
        foreach (var jobId in Running(session, pacs))
        {
            var due = session.FindTime("SELECT MIN(due_at) FROM job_items WHERE job_id = $1 AND pacs = $2 AND state = $3 AND due_at > $4", jobId, pacs, JobItemState.Waiting, now);
            next = next is null || due < next ? due ?? next : next;
        }

        return next;
    }

    private static List<long> Running(RecordsSession session, string pacs) => session.Query(
        "SELECT j.job_id FROM jobs j JOIN job_pacs p ON p.job_id = j.job_id WHERE j.state = $1 AND p.pacs = $2 ORDER BY p.last_claim, j.job_id",
        row => row.Number(0), JobState.Running, pacs);

    private static ItemWork Begin(RecordsSession session, RecordsContext context, JobItemRow item, ClaimTerms terms)
    {
        var lease = new WorkLease($"{terms.Owner}/{Guid.CreateVersion7(context.Now):N}", context.Now + terms.Lease);
        JobChanges.Move(session, context, item, JobItemState.Listing, null);
        session.Execute(
            "UPDATE job_items SET lease_owner = $1, lease_until = $2, begun_at = $3 WHERE item_id = $4", lease.Owner, lease.Expires, context.Now, item.ItemId);
        session.Execute(
            "UPDATE job_pacs SET last_claim = (SELECT MAX(last_claim) + 1 FROM job_pacs) WHERE job_id = $1 AND pacs = $2", item.JobId, item.Pacs);
        return session.Find(
            """
            SELECT sealed_selection, is_listed, rounds, attempts, EXISTS (SELECT 1 FROM job_item_pacs p WHERE p.item_id = i.item_id AND p.outcome IS NOT NULL)
            FROM job_items i WHERE item_id = $1
            """,
            row => new ItemWork(
                item.ItemId, item.JobId, item.Project, terms.Pacs,
                context.Cipher.Decrypt<SelectedStudy>(JobPreparation.PlaceOf(item.JobId, item.Row), row.Bytes(0)), lease, row.Flag(1), row.Int(2), row.Int(3))
            {
                IsFurtherPacs = row.Flag(4),
            },
            item.ItemId)!;
    }

    /// <summary>Whoever had them could not even say that he failed.</summary>
    private static void TakeBackExpired(RecordsSession session, RecordsContext context)
    {
        foreach (var item in JobItemRow.List(session, "state IN (2, 3, 4) AND lease_until <= $1", context.Now))
            JobChanges.Move(session, context, item, JobItemState.Waiting, "The work on it stopped without a word and begins again.");
    }
}

using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>The PACS of an item whose study several have: one after the other is asked, each for what is missing then.</summary>
internal static class ItemPacs
{
    public static void Add(RecordsSession session, long jobId, long itemId, IReadOnlyList<string> names)
    {
        var distinct = names.Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in distinct)
            session.Execute("INSERT INTO job_pacs(job_id, pacs) VALUES ($1, $2) ON CONFLICT DO NOTHING", jobId, name);
        for (var number = 0; distinct.Count > 1 && number < distinct.Count; number++)
            session.Execute("INSERT INTO job_item_pacs(item_id, number, pacs) VALUES ($1, $2, $3)", itemId, (long)number, distinct[number]);
    }

    /// <summary>The first is asked again.</summary>
    public static void BeginAnew(RecordsSession session, long itemId)
    {
        session.Execute("UPDATE job_item_pacs SET outcome = NULL WHERE item_id = $1", itemId);
        session.Execute(
            "UPDATE job_items SET pacs = COALESCE((SELECT pacs FROM job_item_pacs WHERE item_id = $1 AND number = 0), pacs) WHERE item_id = $1", itemId);
    }

    /// <summary>
    /// What an end with something missing comes to: the next PACS's turn where there is one, else the end, with what each of them lacked. A study of which
    /// one PACS has said what it consists of has a gap, whatever the last one answered.
    /// </summary>
    public static (JobItemState State, string? Reason) Judge(RecordsSession session, JobItemRow item, JobItemState end, string? reason)
    {
        if (end is not (JobItemState.Gap or JobItemState.Failed))
            return (end, reason);
        session.Execute("UPDATE job_item_pacs SET outcome = $1 WHERE item_id = $2 AND pacs = $3", reason ?? "", item.ItemId, item.Pacs);
        var outcomes = ListOutcomes(session, item.ItemId);
        if (outcomes.Count == 0)
            return (end, reason);
        if (session.Find("SELECT pacs FROM job_item_pacs WHERE item_id = $1 AND outcome IS NULL ORDER BY number LIMIT 1", row => row.Text(0), item.ItemId) is { } next)
        {
            session.Execute("UPDATE job_items SET pacs = $1, rounds = 0, attempts = 0, due_at = 0 WHERE item_id = $2", next, item.ItemId);
            return (JobItemState.Waiting, $"{item.Pacs}: {reason} Sought at {next} next.");
        }

        var isListed = session.FindNumber("SELECT 1 FROM job_items WHERE item_id = $1 AND is_listed = 1", item.ItemId) is not null;
        return (isListed ? JobItemState.Gap : end, string.Join(" ", outcomes.Select(outcome => $"{outcome.Pacs}: {outcome.Reason}")));
    }

    /// <summary>Those that have been asked in vain.</summary>
    public static List<PacsOutcome> ListOutcomes(RecordsSession session, long itemId) => session.Query(
        "SELECT pacs, outcome FROM job_item_pacs WHERE item_id = $1 AND outcome IS NOT NULL ORDER BY number", row => new PacsOutcome(row.Text(0), row.Text(1)), itemId);
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>What a change of state needs to know of an item.</summary>
internal sealed record JobItemRow(long ItemId, long JobId, int Row, string Project, string Pacs, byte[] StudyHash, JobItemState State, string? LeaseOwner)
{
    private const string Columns = "item_id, job_id, row, project, pacs, study_hash, state, lease_owner";

    /// <exception cref="TransitionException">There is no such item.</exception>
    public static JobItemRow Get(RecordsSession session, long itemId) =>
        List(session, "item_id = $1", itemId).FirstOrDefault() ?? throw new TransitionException($"There is no work item {itemId}.");

    /// <exception cref="LeaseLostException">Somebody else has the item now, or it was stopped.</exception>
    public static JobItemRow GetLeased(RecordsSession session, long itemId, WorkLease lease)
    {
        var item = Get(session, itemId);
        return item.LeaseOwner == lease.Owner ? item : throw new LeaseLostException($"Work item {itemId} is not leased to this worker any more; it is {item.State}.");
    }

    public static List<JobItemRow> List(RecordsSession session, string where, params ReadOnlySpan<object?> values) => session.Query(
        $"SELECT {Columns} FROM job_items WHERE {where}",
        row => new JobItemRow(row.Number(0), row.Number(1), row.Int(2), row.Text(3), row.Text(4), row.Bytes(5), (JobItemState)row.Int(6), row.TextOrNull(7)),
        values);
}

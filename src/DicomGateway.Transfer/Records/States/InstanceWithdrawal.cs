using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.States;

/// <summary>Takes one instance out of its study: what was made of it is not sent any more; what is under way at this moment stays in doubt.</summary>
internal static class InstanceWithdrawal
{
    public static void Run(RecordsSession session, RecordsContext context, Guid instanceId, InstanceDisposition disposition, string comment)
    {
        session.Execute("UPDATE instances SET disposition = $1, disposed_at = $2 WHERE instance_id = $3", disposition, context.Now, instanceId);
        session.Execute(
            """
            UPDATE deliveries SET state = CASE WHEN state IN (1, 2, 5) THEN $1 ELSE state END, is_in_doubt = (is_in_doubt OR state = 2), proof = $2,
                comment = $5, updated_at = $3
            WHERE output_id IN (SELECT output_id FROM outputs WHERE source_instance = $4)
            """,
            DeliveryState.Cancelled, ProofState.None, context.Now, instanceId, comment);
    }
}

using System.Globalization;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>What may go off record: by age, or because newer ones are as many as are kept. The last of each kind tells what is known already.</summary>
internal static class AlertPruner
{
    private const long AtOnce = 500;

    public static int Prune(RecordsSession session, RecordsContext context, DateTimeOffset before, int most)
    {
        var alerts = session.Execute(
            """
            DELETE FROM alerts WHERE alert_id IN (
                SELECT a.alert_id FROM alerts a
                WHERE a.is_closed = 1 AND a.alert_id < (SELECT MAX(b.alert_id) FROM alerts b WHERE b.kind = a.kind)
                  AND (COALESCE(a.ended_at, a.since) < $1 OR a.alert_id <= (SELECT c.alert_id FROM alerts c ORDER BY c.alert_id DESC LIMIT 1 OFFSET $2))
                ORDER BY a.alert_id LIMIT $3)
            """,
            before, (long)most, AtOnce);
        var messages = session.Query(
            """
            SELECT m.message_id FROM alert_messages m
            WHERE m.message_id < (SELECT MAX(n.message_id) FROM alert_messages n WHERE n.kind = m.kind)
              AND (m.made_at < $1 OR m.message_id <= (SELECT o.message_id FROM alert_messages o ORDER BY o.message_id DESC LIMIT 1 OFFSET $2))
              AND NOT EXISTS (SELECT 1 FROM alert_sendings w WHERE w.message_id = m.message_id AND w.state = 0)
            ORDER BY m.message_id LIMIT $3
            """,
            row => row.Number(0), before, (long)most, AtOnce);
        foreach (var message in messages)
        {
            session.Execute("DELETE FROM alert_sendings WHERE message_id = $1", message);
            session.Execute("DELETE FROM alert_messages WHERE message_id = $1", message);
        }

        if (alerts + messages.Count > 0)
        {
            AuditChain.Append(session, context, AuditChain.Service, "alert.pruned", detail: new Dictionary<string, string>
            {
                ["alerts"] = alerts.ToString(CultureInfo.InvariantCulture),
                ["messages"] = messages.Count.ToString(CultureInfo.InvariantCulture),
            });
        }

        return alerts + messages.Count;
    }
}

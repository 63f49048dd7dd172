using System.Globalization;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>Alerts and what was told of them: a restart tells nothing twice and forgets nothing.</summary>
public sealed class AlertStore
{
    private readonly RecordsContext _context;

    internal AlertStore(RecordsContext context) => _context = context;

    /// <summary>Those of a kind about which something may still have to be told.</summary>
    public ValueTask<IReadOnlyList<AlertRecord>> ListLiveAsync(AlertKind kind, CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<AlertRecord>>(
        session => session.Query($"SELECT {AlertColumns.Alert} FROM alerts WHERE kind = $1 AND is_closed = 0 ORDER BY alert_id", AlertColumns.ToAlert, kind),
        cancellationToken);

    /// <summary>What is wrong now or has happened and was not told yet, oldest first.</summary>
    public ValueTask<IReadOnlyList<AlertRecord>> ListOpenAsync(CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<AlertRecord>>(
        session => session.Query(
            $"SELECT {AlertColumns.Alert} FROM alerts WHERE is_closed = 0 AND (ended_at IS NULL OR is_event = 1) ORDER BY since, alert_id LIMIT 1000", AlertColumns.ToAlert),
        cancellationToken);

    /// <summary>Whether an event has been taken down before.</summary>
    public ValueTask<bool> IsKnownAsync(AlertKind kind, string subject, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.FindNumber("SELECT 1 FROM alerts WHERE kind = $1 AND subject = $2 LIMIT 1", kind, subject) is not null, cancellationToken);

    /// <summary>Messages, newest first.</summary>
    public ValueTask<IReadOnlyList<AlertMessage>> ListMessagesAsync(int limit, CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<AlertMessage>>(
        session => session.Query($"SELECT {AlertColumns.Message} FROM alert_messages m ORDER BY m.message_id DESC LIMIT $1", AlertColumns.ToMessage, limit),
        cancellationToken);

    /// <summary>The last message of a kind, or null.</summary>
    public ValueTask<AlertMessage?> FindLastAsync(AlertKind kind, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.Find(
            $"SELECT {AlertColumns.Message} FROM alert_messages m WHERE m.kind = $1 ORDER BY m.message_id DESC LIMIT 1", AlertColumns.ToMessage, kind),
        cancellationToken);

    /// <summary>Takes down what a look has found, the message about it and whom it has to reach. Returns the message with its number.</summary>
    public ValueTask<AlertMessage?> ApplyAsync(AlertUpdate update, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            foreach (var alert in update.Alerts)
                Write(session, alert);
            return update.Message is { } message ? Add(session, message, update.Channels) : null;
        },
        cancellationToken);

    /// <summary>Takes some of what is closed and sent off record: older than a time, or beyond a number. Returns how many; 0 when there are no more.</summary>
    public ValueTask<int> PruneAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(session => AlertPruner.Prune(session, _context, before, most), cancellationToken);

    private static void Write(RecordsSession session, AlertRecord alert)
    {
        if (alert.AlertId == 0)
        {
            session.Execute(
                "INSERT INTO alerts(kind, subject, text, level, is_event, times, since, ended_at, told_level, is_closed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                alert.Kind, alert.Subject, alert.Text, alert.Level, alert.IsEvent, alert.Times, alert.Since, alert.Ended, alert.ToldLevel, alert.IsClosed);
            return;
        }

        session.Execute(
            "UPDATE alerts SET text = $2, level = $3, times = $4, ended_at = $5, told_level = $6, is_closed = $7 WHERE alert_id = $1",
            alert.AlertId, alert.Text, alert.Level, alert.Times, alert.Ended, alert.ToldLevel, alert.IsClosed);
    }

    private AlertMessage Add(RecordsSession session, AlertMessage message, IReadOnlyList<string> channels)
    {
        session.Execute(
            "INSERT INTO alert_messages(kind, made_at, title, is_over, lines) VALUES ($1, $2, $3, $4, $5)",
            message.Kind, message.MadeAt, message.Title, message.IsOver, AlertColumns.Write(message.Lines));
        var number = session.GetNumber("SELECT last_insert_rowid()");
        foreach (var channel in channels)
            session.Execute("INSERT INTO alert_sendings(message_id, channel) VALUES ($1, $2)", number, channel);
        AuditChain.Append(session, _context, AuditChain.Service, "alert.raised", detail: new Dictionary<string, string>
        {
            ["message"] = number.ToString(CultureInfo.InvariantCulture),
            ["kind"] = message.Kind.ToString(),
            ["lines"] = message.Lines.Count.ToString(CultureInfo.InvariantCulture),
        });
        return message with { MessageId = number };
    }
}

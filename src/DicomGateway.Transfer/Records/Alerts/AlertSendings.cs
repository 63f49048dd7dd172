using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>What still has to reach a channel.</summary>
public sealed class AlertSendings
{
    private const int Sent = 1;
    private const int GivenUp = 2;

    private readonly RecordsContext _context;

    internal AlertSendings(RecordsContext context) => _context = context;

    /// <summary>The message that the channel is to get next: one that failed lets newer ones pass.</summary>
    public ValueTask<AlertSending?> FindNextAsync(string channel, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.Find(
            $"""
            SELECT {AlertColumns.Message}, w.attempts FROM alert_sendings w JOIN alert_messages m ON m.message_id = w.message_id
            WHERE w.channel = $1 AND w.state = 0 ORDER BY w.attempts, w.message_id LIMIT 1
            """,
            row => new AlertSending(AlertColumns.ToMessage(row), channel, row.Int(6)),
            channel),
        cancellationToken);

    public ValueTask<long> CountWaitingAsync(string channel, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.GetNumber("SELECT COUNT(*) FROM alert_sendings WHERE channel = $1 AND state = 0", channel), cancellationToken);

    /// <summary>When the channel last took a message, or null.</summary>
    public ValueTask<DateTimeOffset?> FindLastSentAsync(string channel, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.FindTime("SELECT MAX(ended_at) FROM alert_sendings WHERE channel = $1 AND state = $2", channel, Sent), cancellationToken);

    public ValueTask SetSentAsync(AlertSending sending, CancellationToken cancellationToken) => EndAsync(sending, Sent, cancellationToken);

    /// <summary>It has failed once more and stays.</summary>
    public ValueTask SetFailedAsync(AlertSending sending, CancellationToken cancellationToken) => ChangeAsync(
        sending, "UPDATE alert_sendings SET attempts = attempts + 1 WHERE message_id = $1 AND channel = $2", cancellationToken);

    /// <summary>It is not tried any more: news that old is none.</summary>
    public ValueTask SetGivenUpAsync(AlertSending sending, CancellationToken cancellationToken) => EndAsync(sending, GivenUp, cancellationToken);

    private ValueTask EndAsync(AlertSending sending, int state, CancellationToken cancellationToken) => ChangeAsync(
        sending, "UPDATE alert_sendings SET state = $3, ended_at = $4 WHERE message_id = $1 AND channel = $2", cancellationToken, state, _context.Now);

    private ValueTask ChangeAsync(AlertSending sending, string sql, CancellationToken cancellationToken, params object?[] values) => _context.Writer.RunAsync(
        session =>
        {
            session.Execute(sql, [sending.Message.MessageId, sending.Channel, .. values]);
        },
        cancellationToken);
}

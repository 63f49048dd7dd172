using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records;

/// <summary>The append-only audit. Changes of state write theirs themselves; this is for acts that change nothing else.</summary>
public sealed class AuditStore
{
    private readonly RecordsContext _context;

    internal AuditStore(RecordsContext context) => _context = context;

    /// <param name="actor">A user of the operating system, or "service".</param>
    /// <param name="action">Such as "service.started", "peer.refused".</param>
    /// <param name="project">The project, or null.</param>
    /// <param name="studyId">The study, or null.</param>
    /// <param name="detail">Names and values, none of which identifies a patient.</param>
    /// <param name="cancellationToken">Cancels the wait, not the row once it is queued.</param>
    public ValueTask AppendAsync(
        string actor,
        string action,
        string? project,
        long? studyId,
        IReadOnlyDictionary<string, string>? detail,
        CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session => AuditChain.Append(session, _context, actor, action, project, studyId, detail), cancellationToken);

    /// <summary>A study's timeline, oldest first.</summary>
    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<AuditEntry>>(
            session => session.Query(
                "SELECT sequence, at, actor, action, project, study_id, detail, hash FROM audit WHERE study_id = $1 ORDER BY sequence", ToEntry, studyId),
            cancellationToken);

    /// <summary>Rows after a sequence number, oldest first, for export.</summary>
    public ValueTask<IReadOnlyList<AuditEntry>> ListAfterAsync(long sequence, int limit, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<AuditEntry>>(
            session => session.Query(
                "SELECT sequence, at, actor, action, project, study_id, detail, hash FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                ToEntry, sequence, limit),
            cancellationToken);

    /// <summary>Recomputes the chain. Null when it is whole; else the first sequence number that does not fit.</summary>
    public async ValueTask<long?> VerifyAsync(CancellationToken cancellationToken) =>
        await Task.Run(
            () => _context.Readers.Run(session => AuditChain.Verify(session, _context.Cipher), cancellationToken), cancellationToken).ConfigureAwait(false);

    private static AuditEntry ToEntry(RecordsRow row) =>
        new(row.Number(0), row.Time(1), row.Text(2), row.Text(3), row.TextOrNull(4), row.NumberOrNull(5), row.TextOrNull(6), row.Hex(7));
}

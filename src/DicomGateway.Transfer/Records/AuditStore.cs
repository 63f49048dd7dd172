namespace DicomGateway.Transfer.Records;

/// <summary>The append-only audit. Changes of state write theirs themselves; this is for acts that change nothing else.</summary>
public sealed class AuditStore
{
    /// <param name="actor">A user of the operating system, or "service".</param>
    /// <param name="action">Such as "service.started", "peer.refused".</param>
    /// <param name="project">The project, or null.</param>
    /// <param name="studyId">The study, or null.</param>
    /// <param name="detail">Names and values, none of which identifies a patient.</param>
    /// <param name="cancellationToken">Cancels the wait, not the row once it is queued.</param>
    public ValueTask AppendAsync(
        string actor, string action, string? project, long? studyId, IReadOnlyDictionary<string, string>? detail, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>A study's timeline, oldest first.</summary>
    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(long studyId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Recomputes the chain. Null when it is whole; else the first sequence number that does not fit.</summary>
    public ValueTask<long?> VerifyAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}

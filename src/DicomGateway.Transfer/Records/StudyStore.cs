namespace DicomGateway.Transfer.Records;

/// <summary>Studies and their state machine. Every change writes its audit row in the same transaction.</summary>
public sealed class StudyStore
{
    /// <summary>Studies in Receiving whose last instance came at or before the given time: what Assembly's idle timer asks.</summary>
    public ValueTask<IReadOnlyList<StudySummary>> FindIdleAsync(string project, DateTimeOffset lastReceivedBefore, int limit, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>When the study that has waited longest in Receiving got its last instance, or null when none is receiving.</summary>
    public ValueTask<DateTimeOffset?> GetOldestReceivingAsync(string project, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Receiving to Assembled, unless an instance came since <paramref name="lastReceived"/>: then false.</summary>
    public ValueTask<bool> TryAssembleAsync(long studyId, DateTimeOffset lastReceived, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Leases the next study that is due: Assembled becomes Processing; Inspected stays and waits to be queued. Null when none is due.</summary>
    public ValueTask<StudyWork?> ClaimNextAsync(string owner, TimeSpan lease, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Keeps a lease alive during a long run.</summary>
    /// <exception cref="LeaseLostException">The study is no longer ours: stop working on it.</exception>
    public ValueTask<WorkLease> RenewAsync(long studyId, WorkLease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Processing, Inspected or Forwarding to Held, with its findings.</summary>
    public ValueTask HoldAsync(long studyId, WorkLease lease, string stage, IReadOnlyList<FindingRecord> findings, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Processing back to Assembled, due again at the given time.</summary>
    public ValueTask RetryLaterAsync(long studyId, WorkLease lease, string stage, string cause, DateTimeOffset nextTry, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Processing to Inspected, with the seal and the findings that did not hold it.</summary>
    public ValueTask SealAsync(
        long studyId, WorkLease lease, ManifestRecord manifest, IReadOnlyList<FindingRecord> findings, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>
    /// Inspected to Forwarding: queues every output for every destination, once; what a destination already has with the same bytes is not sent again.
    /// Without destinations, or with nothing left to send, the study is Forwarded at once. False, and Held, when the patient has objected.
    /// </summary>
    public ValueTask<bool> TryQueueAsync(long studyId, WorkLease lease, IReadOnlyList<string> destinations, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public ValueTask<StudySummary?> FindAsync(long studyId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public ValueTask<IReadOnlyList<StudySummary>> ListAsync(StudyFilter filter, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Decrypts what identifies the study. Reading it for a person is an act of its own: audit it.</summary>
    public ValueTask<StudyIdentity> GetIdentityAsync(long studyId, CancellationToken cancellationToken) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<FindingRecord>> GetFindingsAsync(long studyId, int? revision, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}

using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>Studies and their state machine. Every change writes its audit row in the same transaction.</summary>
public sealed class StudyStore
{
    private const string NotFetched =
        "NOT EXISTS (SELECT 1 FROM job_items j WHERE j.project = studies.project AND j.study_hash = studies.study_hash AND j.is_open = 1)";

    private readonly RecordsContext _context;

    internal StudyStore(RecordsContext context) => _context = context;

    /// <summary>
    /// Studies in Receiving whose last instance came at or before the given time and that no job is fetching: what Assembly's idle timer asks.
    /// </summary>
    public ValueTask<IReadOnlyList<StudySummary>> FindIdleAsync(
        string project, DateTimeOffset lastReceivedBefore, int limit, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<StudySummary>>(
            session => session.Query(
                $"SELECT {StudyColumns.Summary} FROM studies WHERE state = $1 AND project = $2 AND last_received <= $3 AND {NotFetched} ORDER BY last_received LIMIT $4",
                StudyColumns.ToSummary, StudyState.Receiving, project, lastReceivedBefore, limit),
            cancellationToken);

    /// <summary>When the study that has waited longest in Receiving got its last instance, or null when none is receiving.</summary>
    public ValueTask<DateTimeOffset?> GetOldestReceivingAsync(string project, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => session.FindTime($"SELECT MIN(last_received) FROM studies WHERE state = $1 AND project = $2 AND {NotFetched}", StudyState.Receiving, project),
            cancellationToken);

    /// <summary>Receiving to Assembled, unless an instance came since <paramref name="lastReceived"/>: then false.</summary>
    public async ValueTask<bool> TryAssembleAsync(long studyId, DateTimeOffset lastReceived, CancellationToken cancellationToken)
    {
        var done = await _context.Writer.RunAsync(
            session =>
            {
                var study = StudyRow.Get(session, studyId);
                var last = session.GetNumber("SELECT last_received FROM studies WHERE study_id = $1", studyId);
                if (study.State != StudyState.Receiving || last > RecordsValue.ToNumber(lastReceived))
                    return false;
                StudyChanges.Move(session, _context, study, StudyState.Assembled, AuditChain.Service);
                StudyTries.BeginAnew(session, _context, studyId);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (done)
            _context.Signals.Raise(RecordsChange.StudyDue, RecordsChange.State);
        return done;
    }

    /// <summary>Leases the next study that is due: Assembled becomes Processing; Inspected stays and waits to be queued. Null when none is due.</summary>
    public ValueTask<StudyWork?> ClaimNextAsync(string owner, TimeSpan lease, CancellationToken cancellationToken) =>
        StudyClaims.ClaimNextAsync(_context, owner, lease, cancellationToken);

    /// <summary>When the next study is due for <see cref="ClaimNextAsync"/>, or null when there is none.</summary>
    public ValueTask<DateTimeOffset?> GetNextDueAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => session.FindTime(
                "SELECT MIN(CASE WHEN lease_until IS NULL THEN due_at ELSE MAX(due_at, lease_until) END) FROM studies WHERE state IN ($1, $2, $3)",
                StudyState.Assembled, StudyState.Processing, StudyState.Inspected),
            cancellationToken);

    /// <summary>Keeps a lease alive during a long run.</summary>
    /// <exception cref="LeaseLostException">The study is no longer ours: stop working on it.</exception>
    public ValueTask<WorkLease> RenewAsync(long studyId, WorkLease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                StudyRow.GetLeased(session, studyId, lease);
                var renewed = lease with { Expires = _context.Now + duration };
                session.Execute("UPDATE studies SET lease_until = $1 WHERE study_id = $2", renewed.Expires, studyId);
                return renewed;
            },
            cancellationToken);

    /// <summary>Processing or Inspected to Held, with its findings.</summary>
    public ValueTask HoldAsync(
        long studyId, WorkLease lease, string stage, IReadOnlyList<FindingRecord> findings, CancellationToken cancellationToken) =>
        ChangeAsync(
            session =>
            {
                var study = StudyRow.GetLeased(session, studyId, lease);
                study = StudyChanges.Hold(session, _context, study, stage, findings, AuditChain.Service);
                StudyChanges.ReopenWhenLate(session, _context, study);
            },
            cancellationToken);

    /// <summary>Processing to Excluded: every series was left out by rules of cohorts.</summary>
    public ValueTask ExcludeAsync(long studyId, WorkLease lease, CancellationToken cancellationToken) =>
        ChangeAsync(
            session =>
            {
                var study = StudyChanges.Move(session, _context, StudyRow.GetLeased(session, studyId, lease), StudyState.Excluded, AuditChain.Service);
                StudyTries.BeginAnew(session, _context, studyId);
                StudyChanges.ReopenWhenLate(session, _context, study);
            },
            cancellationToken);

    /// <summary>Processing back to Assembled, due again at the given time; an Inspected study stays and is due then.</summary>
    public ValueTask RetryLaterAsync(long studyId, WorkLease lease, StudyRetry retry, CancellationToken cancellationToken) =>
        ChangeAsync(
            session =>
            {
                var study = StudyRow.GetLeased(session, studyId, lease);
                if (study.State == StudyState.Processing)
                {
                    var detail = new Dictionary<string, string> { ["stage"] = retry.Stage, ["cause"] = retry.Cause };
                    study = StudyChanges.Move(session, _context, study, StudyState.Assembled, AuditChain.Service, detail);
                }
                StudyTries.Add(session, studyId, failures: retry.Counts ? 1 : 0, waits: retry.Counts ? 0 : 1);
                session.Execute("UPDATE studies SET due_at = $1, lease_owner = NULL, lease_until = NULL WHERE study_id = $2", retry.NextTry, studyId);
                StudyChanges.ReopenWhenLate(session, _context, study);
            },
            cancellationToken);

    /// <summary>Processing to Inspected, with the seal and the findings that did not hold it. The lease stays, for <see cref="TryQueueAsync"/>.</summary>
    /// <exception cref="ArgumentException">An instance of the run is missing from the manifest: what is kept back must be held, not forgotten.</exception>
    public ValueTask SealAsync(
        long studyId, WorkLease lease, ManifestRecord manifest, IReadOnlyList<FindingRecord> findings, CancellationToken cancellationToken) =>
        ChangeAsync(session => StudySeals.Seal(session, _context, studyId, lease, manifest, findings), cancellationToken);

    /// <summary>
    /// Inspected to Forwarding: queues every output for every destination, once; what a destination already has with the same bytes is not sent again.
    /// Without destinations, or with nothing left to send, the study is Forwarded at once. False, and Held, when the patient has objected.
    /// </summary>
    public async ValueTask<bool> TryQueueAsync(long studyId, WorkLease lease, IReadOnlyList<string> destinations, CancellationToken cancellationToken)
    {
        var queued = await _context.Writer.RunAsync(
            session => DeliveryQueue.TryQueue(session, _context, studyId, lease, destinations), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.DeliveryDue, RecordsChange.State);
        return queued;
    }

    public ValueTask<StudySummary?> FindAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => session.Find($"SELECT {StudyColumns.Summary} FROM studies WHERE study_id = $1", StudyColumns.ToSummary, studyId), cancellationToken);

    /// <summary>Newest first.</summary>
    public ValueTask<IReadOnlyList<StudySummary>> ListAsync(StudyFilter filter, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => StudyColumns.List(session, _context.Cipher, filter), cancellationToken);

    /// <summary>Decrypts what identifies the study. Reading it for a person is an act of its own: audit it.</summary>
    public ValueTask<StudyIdentity> GetIdentityAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => StudyClaims.ReadIdentity(session, _context.Cipher, studyId), cancellationToken);

    /// <summary>Findings of one run, or of all.</summary>
    public ValueTask<IReadOnlyList<FindingRecord>> GetFindingsAsync(long studyId, int? revision, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<FindingRecord>>(
            session => session.Query(
                $"SELECT {FindingColumns.All} FROM findings WHERE study_id = $1 AND ($2 IS NULL OR revision = $2) ORDER BY finding_id",
                FindingColumns.ToFinding, studyId, revision is { } number ? (long)number : null),
            cancellationToken);

    private async ValueTask ChangeAsync(Action<RecordsSession> change, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(change, cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.StudyDue, RecordsChange.State, RecordsChange.Arrival);
    }
}

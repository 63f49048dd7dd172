using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Holds;

/// <summary>Studies that wait for a person.</summary>
public sealed class HoldStore
{
    private readonly RecordsContext _context;

    internal HoldStore(RecordsContext context) => _context = context;

    /// <summary>Oldest first.</summary>
    public ValueTask<IReadOnlyList<HoldRecord>> ListOpenAsync(string? project, int limit, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => HoldColumns.List(session, "h.decision = $1 AND ($2 IS NULL OR s.project = $2) ORDER BY h.hold_id LIMIT $3", HoldDecision.Open, project, limit),
            cancellationToken);

    /// <summary>All holds of a study, oldest first.</summary>
    public ValueTask<IReadOnlyList<HoldRecord>> ListAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => HoldColumns.List(session, "h.study_id = $1 ORDER BY h.hold_id", studyId), cancellationToken);

    /// <summary>Held to Assembled: the open hold's findings become approvals that the next run reads.</summary>
    public ValueTask ReleaseAsync(long studyId, string by, string why, CancellationToken cancellationToken) => ReleaseAsync(studyId, by, why, static _ => { }, cancellationToken);

    /// <param name="studyId">The study.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="why">The reason.</param>
    /// <param name="check">Is asked about the hold that is decided, in the same transaction, and refuses by throwing: findings may have come since it was looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask ReleaseAsync(long studyId, string by, string why, Action<HoldRecord> check, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(
            session =>
            {
                foreach (var open in HoldColumns.List(session, "h.study_id = $1 AND h.decision = $2 ORDER BY h.hold_id", studyId, HoldDecision.Open))
                    check(open);
                RunAgain(session, _context, StudyRow.Get(session, studyId), HoldDecision.Released, by, why);
            },
            cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.StudyDue, RecordsChange.State);
    }

    /// <summary>Held to Rejected: nothing of it goes out any more; pending deliveries are cancelled.</summary>
    public async ValueTask RejectAsync(long studyId, string by, string why, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(
            session => Reject(session, _context, StudyRow.Get(session, studyId), by, why), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.State);
    }

    internal static void RunAgain(RecordsSession session, RecordsContext context, StudyRow study, HoldDecision decision, string by, string why)
    {
        new HoldStore(context).Decide(session, study, StudyState.Assembled, decision, by, why);
        StudyChanges.SetDisposition(session, context, study.StudyId, InstanceDisposition.Held, InstanceDisposition.Pending);
        StudyTries.BeginAnew(session, context, study.StudyId);
    }

    internal static void Reject(RecordsSession session, RecordsContext context, StudyRow study, string by, string why)
    {
        new HoldStore(context).Decide(session, study, StudyState.Rejected, HoldDecision.Rejected, by, why);
        StudyChanges.SetDisposition(session, context, study.StudyId, InstanceDisposition.Held, InstanceDisposition.Rejected);
        StudyChanges.SetDisposition(session, context, study.StudyId, InstanceDisposition.Pending, InstanceDisposition.Rejected);
        StudyChanges.CancelDeliveries(session, context, study.StudyId, "rejected");
    }

    private void Decide(RecordsSession session, StudyRow study, StudyState to, HoldDecision decision, string by, string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        if (study.State != StudyState.Held)
            throw new TransitionException($"Study {study.StudyId} is not held; it is {study.State}.");
        StudyChanges.DecideHolds(session, _context, study.StudyId, decision, by, why);
        StudyChanges.Move(
            session, _context, study, to, by, new Dictionary<string, string> { ["decision"] = decision.ToString().ToLowerInvariant(), ["why"] = why });
    }
}

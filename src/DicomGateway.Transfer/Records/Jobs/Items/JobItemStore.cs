using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>Items of jobs: claimed by lease, reported on, and shown.</summary>
public sealed class JobItemStore
{
    private readonly RecordsContext _context;

    internal JobItemStore(RecordsContext context) => _context = context;

    /// <summary>Leases the next item that is due on a PACS within its limits.</summary>
    public async ValueTask<ItemClaim> ClaimNextAsync(ClaimTerms terms, CancellationToken cancellationToken)
    {
        if (_context.Readers.Run(session => ItemClaims.Look(session, _context.Now, terms), cancellationToken) is { } nothing)
            return nothing;
        var claim = await _context.Writer.RunAsync(session => ItemClaims.Claim(session, _context, terms), cancellationToken).ConfigureAwait(false);
        if (claim.Work is not null)
            _context.Signals.Raise(RecordsChange.State);
        return claim;
    }

    /// <summary>Keeps a lease alive.</summary>
    /// <exception cref="LeaseLostException">The item is no longer ours, or its job does not run any more: stop working on it.</exception>
    public ValueTask<WorkLease> RenewAsync(long itemId, WorkLease lease, TimeSpan duration, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            JobItemRow.GetLeased(session, itemId, lease);
            var renewed = lease with { Expires = _context.Now + duration };
            session.Execute("UPDATE job_items SET lease_until = $1 WHERE item_id = $2", renewed.Expires, itemId);
            return renewed;
        },
        cancellationToken);

    /// <summary>Whether somebody still wants the item: it is leased to us and its job is running.</summary>
    public ValueTask<bool> IsWantedAsync(long itemId, WorkLease lease, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.FindNumber(
            "SELECT 1 FROM job_items i JOIN jobs j ON j.job_id = i.job_id WHERE i.item_id = $1 AND i.lease_owner = $2 AND j.state = $3",
            itemId, lease.Owner, JobState.Running) is not null,
        cancellationToken);

    public ValueTask<bool> IsOfJobAsync(long itemId, long jobId, CancellationToken cancellationToken) => _context.ReadAsync(
        session => session.FindNumber("SELECT 1 FROM job_items WHERE item_id = $1 AND job_id = $2", itemId, jobId) is not null, cancellationToken);

    /// <summary>Keeps what the PACS listed, in place of an earlier list.</summary>
    public ValueTask SetListAsync(long itemId, WorkLease lease, IReadOnlyList<ExpectedSeries> list, CancellationToken cancellationToken) =>
        ChangeAsync(session => ItemLists.Replace(session, _context, JobItemRow.GetLeased(session, itemId, lease), list), cancellationToken);

    /// <summary>What the PACS listed, decrypted.</summary>
    public ValueTask<IReadOnlyList<ExpectedSeries>> GetListAsync(long itemId, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => ItemLists.Read(session, _context, itemId), cancellationToken);

    /// <summary>What has not come of it, decrypted. Reading it for a person is an act of its own: audit it.</summary>
    public ValueTask<IReadOnlyList<MissingSeries>> FindMissingAsync(long itemId, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => session.InSnapshot(() => ItemLists.FindMissing(session, _context, JobItemRow.Get(session, itemId))), cancellationToken);

    /// <summary>Whom an instance that a retrieval brought was promised to, one line a project; empty when nobody ever asked for its study.</summary>
    public ValueTask<IReadOnlyList<ItemAsker>> FindAskersAsync(string sopInstanceUid, string? studyInstanceUid, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => ItemLookups.FindAskers(session, _context.Cipher, sopInstanceUid, studyInstanceUid), cancellationToken);

    /// <summary>How whole a study is by the lists of the jobs that asked for it.</summary>
    public ValueTask<StudyCompleteness> JudgeAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => session.InSnapshot(() => ItemLookups.Judge(session, _context, studyId)), cancellationToken);

    /// <summary>Goes on to another state of work: Moving, Verifying.</summary>
    public ValueTask AdvanceAsync(long itemId, WorkLease lease, JobItemState to, CancellationToken cancellationToken) =>
        ChangeAsync(
            session =>
            {
                JobChanges.Move(session, _context, JobItemRow.GetLeased(session, itemId, lease), to, null);
                if (to == JobItemState.Moving)
                    PacsUse.Ask(session, _context.Now, itemId);
            },
            cancellationToken);

    /// <summary>Ends the work on an item, or passes it on to the next PACS that has its study. Where its list is settled, its study goes on at once.</summary>
    public ValueTask EndAsync(long itemId, WorkLease lease, JobItemState to, string? reason, CancellationToken cancellationToken) => ChangeAsync(
        session =>
        {
            var leased = JobItemRow.GetLeased(session, itemId, lease);
            var (state, why) = ItemPacs.Judge(session, leased, to, reason);
            var item = JobChanges.Move(session, _context, leased, state, why);
            JobChanges.CloseStudy(session, _context, item);
            JobChanges.FinishWhenNothingIsOpen(session, _context, item.JobId);
        },
        cancellationToken);

    /// <summary>Back to Waiting, to be tried again at a time.</summary>
    public ValueTask LaterAsync(long itemId, WorkLease lease, ItemRetry retry, CancellationToken cancellationToken) => ChangeAsync(
        session =>
        {
            JobChanges.Move(session, _context, JobItemRow.GetLeased(session, itemId, lease), JobItemState.Waiting, retry.Reason);
            session.Execute(
                "UPDATE job_items SET due_at = $1, rounds = $2, attempts = $3 WHERE item_id = $4", retry.Due, (long)retry.Rounds, (long)retry.Attempts, itemId);
        },
        cancellationToken);

    /// <summary>Counts what a PACS sent against its limit.</summary>
    public ValueTask AddBytesAsync(string pacs, long bytes, long bytesPerMinute, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(session => PacsUse.AddBytes(session, _context.Now, pacs, bytes, bytesPerMinute), cancellationToken);

    /// <summary>
    /// Looks at items after one, in their order: what was delivered or rejected has come to its end, and what had been missing may have come by
    /// itself. Returns the last one that it looked at, or null at the end.
    /// </summary>
    public async ValueTask<long?> SettleAsync(long afterItem, int limit, CancellationToken cancellationToken)
    {
        var page = _context.Readers.Run(session => ItemSettling.FindCandidates(session, afterItem, limit), cancellationToken);
        foreach (var itemId in page)
        {
            var isOver = _context.Readers.Run(session => session.InSnapshot(() => ItemSettling.Judge(session, _context, itemId)), cancellationToken) is not null;
            if (isOver)
                await ChangeAsync(session => ItemSettling.Settle(session, _context, itemId), cancellationToken).ConfigureAwait(false);
        }

        return page.Count < limit ? null : page[^1];
    }

    /// <summary>In the order of their rows, after a row.</summary>
    public ValueTask<IReadOnlyList<JobItemSummary>> ListAsync(long jobId, JobItemState? state, int afterRow, int limit, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => session.InSnapshot(() => ItemColumns.List(session, jobId, state, afterRow, limit)), cancellationToken);

    private async ValueTask ChangeAsync(Action<RecordsSession> change, CancellationToken cancellationToken)
    {
        await _context.Writer.RunAsync(change, cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.Job, RecordsChange.StudyDue, RecordsChange.State);
    }
}

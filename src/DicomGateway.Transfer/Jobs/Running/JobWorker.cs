using System.Collections.Concurrent;
using DicomGateway.Network;
using DicomGateway.Transfer.Jobs.Listing;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Politeness;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Services.QueryRetrieve;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>
/// Fetches what running jobs want, each PACS within its limits. What it was doing when the process ended is claimed again: the database is the queue.
/// An item that nobody wants any more is stopped as soon as that is known.
/// </summary>
internal sealed partial class JobWorker(JobSurroundings node, JobOptions options, TimeProvider time, ILogger<JobWorker> log)
{
    private static readonly BackOff AfterTrouble = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    private readonly string _owner = $"jobs-{Guid.NewGuid():N}";
    private readonly ConcurrentDictionary<string, PacsLane> _lanes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, ActiveItem> _active = new();
    private readonly ItemReport _report = new(node.Records.JobItems, options, time);
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What people should know: PACS that fail. Empty when all is well.</summary>
    public IReadOnlyList<string> Problems =>
        [.. _lanes.OrderBy(lane => lane.Key).Where(lane => lane.Value.Circuit.Trouble is not null).Select(lane => $"PACS {lane.Key}: {lane.Value.Circuit.Trouble}.")];

    /// <summary>Why nothing is begun on a PACS right now, or null.</summary>
    public string? FindWaiting(string pacs) => _lanes.TryGetValue(pacs, out var lane) ? lane.Waiting : null;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (change, freed) = (node.Records.NextChange(RecordsChange.Job), Volatile.Read(ref _freed).Task);
                var sleep = await StepAsync(cancellationToken).ConfigureAwait(false);
                failures = sleep is null ? failures + 1 : 0;
                await Task.WhenAny(change, freed).OrAtLatestAfter(sleep ?? AfterTrouble.After(failures), time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            while (!_active.IsEmpty)
                await Volatile.Read(ref _freed).Task.OrAtLatestAfter(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Stops what is not wanted, begins what is due, and says how long nothing else will be; null after trouble.</summary>
    private async Task<TimeSpan?> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var active in _active.Values)
                await KeepOrStopAsync(active, cancellationToken).ConfigureAwait(false);
            var sleep = options.LongestSleep;
            foreach (var pacs in await node.Records.Jobs.ListBusyPacsAsync(cancellationToken).ConfigureAwait(false))
                sleep = time.Until(await BeginDueAsync(pacs, cancellationToken).ConfigureAwait(false), sleep);
            return sleep > TimeSpan.Zero ? sleep : TimeSpan.FromMilliseconds(50);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogTrouble(exception.GetType().Name);
            return null;
        }
    }

    private async Task<DateTimeOffset?> BeginDueAsync(string name, CancellationToken cancellationToken)
    {
        var lane = _lanes.GetOrAdd(name, _ => new PacsLane(name, time));
        while (true)
        {
            var pacs = node.Sources.Directory.Find(name);
            if (lane.FindNextBegin(pacs, node.HasRoom()) is { } later)
                return later == DateTimeOffset.MaxValue ? null : later;
            var terms = new ClaimTerms(name, _owner, options.Lease, pacs!.Limits.StudiesPerMinute, pacs.Limits.BytesPerMinute);
            var claim = await node.Records.JobItems.ClaimNextAsync(terms, cancellationToken).ConfigureAwait(false);
            if (claim.IsLimited)
                lane.Limit();
            else
                lane.Free();
            if (claim.Work is not { } work)
                return claim.Next;
            var active = new ActiveItem(work, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken)) { Renewed = time.GetUtcNow() };
            _active[work.ItemId] = active;
            lane.Enter();
            _ = Task.Run(() => RunOneAsync(active, pacs, lane), CancellationToken.None);
        }
    }

    private async Task KeepOrStopAsync(ActiveItem active, CancellationToken cancellationToken)
    {
        var (itemId, lease) = (active.Work.ItemId, active.Work.Lease);
        if (!await node.Records.JobItems.IsWantedAsync(itemId, lease, cancellationToken).ConfigureAwait(false))
        {
            await TryStopAsync(active).ConfigureAwait(false);
            return;
        }

        if (time.GetUtcNow() - active.Renewed < options.Lease / 3)
            return;
        await node.Records.JobItems.RenewAsync(itemId, lease, options.Lease, cancellationToken).ConfigureAwait(false);
        active.Renewed = time.GetUtcNow();
    }

    private static async Task TryStopAsync(ActiveItem active)
    {
        try
        {
            await active.Stop.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It was over first.
        }
    }

    private async Task RunOneAsync(ActiveItem active, PacsNode pacs, PacsLane lane)
    {
        var (work, stop) = (active.Work, active.Stop);
        try
        {
            var verdict = await JudgeAsync(work, pacs, lane, stop.Token).ConfigureAwait(false);
            LogEnded(work.JobId, work.ItemId, verdict.GetType().Name);
            await _report.WriteAsync(work, verdict, lane).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LeaseLostException or TransitionException)
        {
            LogMovedOn(work.ItemId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await RecordAsync(work, () => _report.StoppedAsync(work)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogFailed(work.ItemId, exception);
            await RecordAsync(work, () => _report.FailedAsync(work, exception)).ConfigureAwait(false);
        }
        finally
        {
            _active.TryRemove(work.ItemId, out _);
            lane.Leave();
            stop.Dispose();
            Interlocked.Exchange(ref _freed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>What the PACS did wrong is a verdict; what went wrong here is thrown.</summary>
    private async Task<ItemVerdict> JudgeAsync(ItemWork work, PacsNode pacs, PacsLane lane, CancellationToken cancellationToken)
    {
        try
        {
            return await new ItemRun(work, pacs, lane, node, options, time).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ListingException exception)
        {
            return new ItemVerdict.Fail(exception.Message);
        }
        catch (QueryFailedException exception)
        {
            return new ItemVerdict.Unanswered($"the PACS answered the query with {exception.Status}", IsUnreachable: false);
        }
        catch (DicomAssociationException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new ItemVerdict.Unanswered($"there was no association with the PACS, or it ended ({exception.GetType().Name})", IsUnreachable: true);
        }
        catch (DicomAssociationException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private async Task RecordAsync(ItemWork work, Func<Task> record)
    {
        try
        {
            await record().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LeaseLostException or TransitionException)
        {
            LogMovedOn(work.ItemId);
        }
        catch (Exception exception)
        {
            // Not even that could be written: the lease runs out and the item is claimed again.
            LogReportFailed(work.ItemId, exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Job {JobId}, work item {ItemId}: {Verdict}")]
    private partial void LogEnded(long jobId, long itemId, string verdict);

    [LoggerMessage(LogLevel.Information, "Work item {ItemId} has moved on while it was fetched")]
    private partial void LogMovedOn(long itemId);

    [LoggerMessage(LogLevel.Error, "Work item {ItemId} failed")]
    private partial void LogFailed(long itemId, Exception exception);

    [LoggerMessage(LogLevel.Error, "Work item {ItemId}: the result could not be recorded ({Kind}); it will be claimed again")]
    private partial void LogReportFailed(long itemId, string kind);

    [LoggerMessage(LogLevel.Error, "Jobs could not go on ({Kind}) and try again")]
    private partial void LogTrouble(string kind);
}

using DicomGateway.Transfer.Jobs.Arrivals;
using DicomGateway.Transfer.Jobs.Listing;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Politeness;
using DicomGateway.Transfer.Jobs.Retrieval;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>One item under a lease: listed, asked for, compared, and reported on. What came is asked of Records, never of the PACS.</summary>
internal sealed class ItemRun(ItemWork work, PacsNode pacs, PacsLane lane, JobSurroundings node, JobOptions options, TimeProvider time)
{
    private static readonly TimeSpan RecordsTime = TimeSpan.FromMinutes(1);

    private readonly JobItemStore _items = node.Records.JobItems;
    private readonly IQueryRetrieveUser _user = node.Sources.Users.For(pacs);

    public async Task<ItemVerdict> RunAsync(CancellationToken cancellationToken)
    {
        if (pacs.Profile.Retrieval == RetrievalMethod.Move && pacs.MoveDestination is null)
            return new ItemVerdict.Fail("The PACS has no move destination: give it an AE title of ours, or let it use C-GET.");
        if (!work.IsListed)
            await ListAsync(cancellationToken).ConfigureAwait(false);
        var list = await _items.GetListAsync(work.ItemId, cancellationToken).ConfigureAwait(false);
        var missing = await _items.FindMissingAsync(work.ItemId, cancellationToken).ConfigureAwait(false);
        if (missing.Count == 0)
        {
            await _items.AdvanceAsync(work.ItemId, work.Lease, JobItemState.Verifying, cancellationToken).ConfigureAwait(false);
            return new ItemVerdict.Whole();
        }

        var requests = RetrievalPlan.Make(work.Selection, pacs.Profile, list.Count, missing, BatchOf(work.Rounds));
        await _items.AdvanceAsync(work.ItemId, work.Lease, JobItemState.Moving, cancellationToken).ConfigureAwait(false);
        var item = new OpenItem(work, list, missing, time);
        node.Open.Add(item);
        try
        {
            var last = await FetchAsync(requests, item, cancellationToken).ConfigureAwait(false);
            await _items.AdvanceAsync(work.ItemId, work.Lease, JobItemState.Verifying, cancellationToken).ConfigureAwait(false);
            return await JudgeAsync(item, missing.Sum(series => series.Count), last, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            node.Open.Remove(item);
            await CountBytesAsync(item).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var list = await new StudyListing(_user, pacs.Profile, work.Selection).ReadAsync(cancellationToken).ConfigureAwait(false);
        if (work is { IsListed: true, IsFurtherPacs: true })
            list = StudyLists.Join(await _items.GetListAsync(work.ItemId, cancellationToken).ConfigureAwait(false), list);
        await _items.SetListAsync(work.ItemId, work.Lease, list, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One request after the other; one that is refused does not keep the others from being made, trouble of the PACS does.</summary>
    private async Task<FetchResult?> FetchAsync(IReadOnlyList<RetrieveRequest> requests, OpenItem item, CancellationToken cancellationToken)
    {
        FetchResult? last = null;
        foreach (var request in requests)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (last is not null && item.IsAllHere)
                break;
            if (last is not null && !lane.IsOpen(pacs))
                return new FetchResult(FetchEnd.WindowClosed);
            var visits = CountVisits();
            last = await new FetchOperation(_user, pacs, node.Storage, node.HasRoom, options, time).RunAsync(request, item, cancellationToken).ConfigureAwait(false);
            last = last with { HasReachedUs = visits is null || CountVisits() > visits };
            await CountBytesAsync(item).ConfigureAwait(false);
            if (last.IsPacsTrouble || last.End == FetchEnd.NoRoom)
                break;
        }

        return last;
    }

    /// <summary>Associations by which the PACS may have sent; a C-GET has its own.</summary>
    private int? CountVisits() => pacs.Profile.Retrieval == RetrievalMethod.Get ? null : node.Sources.CountVisits(pacs.MoveDestination!);

    private async Task<ItemVerdict> JudgeAsync(OpenItem item, int before, FetchResult? last, CancellationToken cancellationToken)
    {
        var missing = await WaitForLateAsync(item, last, cancellationToken).ConfigureAwait(false);
        if (item.Extra > 0 && work.Selection.Series is null)
        {
            // The study may have grown since it was listed: only what the PACS still does not list was not asked for.
            await ListAsync(cancellationToken).ConfigureAwait(false);
            missing = await _items.FindMissingAsync(work.ItemId, cancellationToken).ConfigureAwait(false);
        }

        if (missing.Count == 0)
            return new ItemVerdict.Whole();
        var count = missing.Sum(series => series.Count);

        // Where the PACS only counts, the door cannot know what was here before: progress is what Records lacks less.
        return new ItemVerdict.Lacking(count, Math.Max(0, before - count), last ?? new FetchResult(FetchEnd.Answered));
    }

    /// <summary>Instances may come after the final response, and Records is a moment behind the door.</summary>
    private async Task<IReadOnlyList<MissingSeries>> WaitForLateAsync(OpenItem item, FetchResult? last, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var lateTime = last is { IsPacsTrouble: true } && item.New == 0 ? TimeSpan.FromSeconds(1) : options.LateTime;
        while (true)
        {
            var change = node.Records.NextChange(RecordsChange.Arrival);
            var missing = await _items.FindMissingAsync(work.ItemId, cancellationToken).ConfigureAwait(false);
            var waited = time.GetElapsedTime(began);
            var left = item.IsAllHere ? RecordsTime - waited : lateTime - Smaller(waited, item.SinceLastArrival);
            if (missing.Count == 0 || left <= TimeSpan.Zero)
                return missing;
            await change.OrAtLatestAfter(left, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is still missing is asked for in ever smaller parts, so that one instance that the PACS cannot send takes no other along.</summary>
    private int BatchOf(int rounds) => rounds switch { 0 => options.Batch, 1 => Math.Max(1, options.Batch / 5), _ => 1 };

    private async Task CountBytesAsync(OpenItem item)
    {
        if (item.TakeBytes() is > 0 and var bytes)
            await _items.AddBytesAsync(pacs.Name, bytes, pacs.Limits.BytesPerMinute, CancellationToken.None).ConfigureAwait(false);
    }

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

using System.Globalization;
using DicomGateway.Transfer.Jobs.Politeness;
using DicomGateway.Transfer.Jobs.Retrieval;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>Writes what became of a run, and tells the PACS's circuit.</summary>
internal sealed class ItemReport(JobItemStore items, JobOptions options, TimeProvider time)
{
    private static readonly BackOff Again = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));

    public async Task WriteAsync(ItemWork work, ItemVerdict verdict, PacsLane lane)
    {
        // A result that is there is written even when the service is stopping.
        switch (verdict)
        {
            case ItemVerdict.Whole:
                lane.Circuit.Worked();
                await EndAsync(work, JobItemState.Delivering, null).ConfigureAwait(false);
                break;
            case ItemVerdict.Fail fail:
                lane.Circuit.Worked();
                await EndAsync(work, JobItemState.Failed, fail.Reason).ConfigureAwait(false);
                break;
            case ItemVerdict.Unanswered unanswered:
                lane.Circuit.Failed(unanswered.Cause);
                await UnansweredAsync(work, unanswered).ConfigureAwait(false);
                break;
            case ItemVerdict.Lacking lacking:
                await LackingAsync(work, lacking, lane).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Somebody stopped it: nothing was lost, and nothing counts against it.</summary>
    public Task StoppedAsync(ItemWork work) => LaterAsync(work, "Stopped; goes on where it was.", time.GetUtcNow(), work.Rounds, work.Attempts);

    /// <summary>Something went wrong here and not at the PACS.</summary>
    public Task FailedAsync(ItemWork work, Exception exception)
    {
        var cause = $"the gateway failed ({exception.GetType().Name}; the log has more under work item {work.ItemId.ToString(CultureInfo.InvariantCulture)})";
        return work.Attempts + 1 < options.Rounds
            ? LaterAsync(work, $"Tried again later: {cause}.", time.GetUtcNow() + Again.After(work.Attempts + 1), work.Rounds, work.Attempts + 1)
            : EndAsync(work, JobItemState.Failed, $"Tried {work.Attempts + 1} times: {cause}.");
    }

    private async Task UnansweredAsync(ItemWork work, ItemVerdict.Unanswered unanswered)
    {
        // A PACS that is away says nothing about the study; one that refuses this one again and again does.
        var attempts = unanswered.IsUnreachable ? work.Attempts : work.Attempts + 1;
        if (attempts >= options.BusyRounds)
            await EndAsync(work, JobItemState.Failed, $"Asked {attempts} times: {unanswered.Cause}.").ConfigureAwait(false);
        else
            await LaterAsync(work, $"Asked again later: {unanswered.Cause}.", time.GetUtcNow() + Again.After(attempts + 1), work.Rounds, attempts).ConfigureAwait(false);
    }

    private async Task LackingAsync(ItemWork work, ItemVerdict.Lacking lacking, PacsLane lane)
    {
        var (last, now) = (lacking.Last, time.GetUtcNow());
        var text = string.Create(CultureInfo.InvariantCulture, $"{lacking.Missing} instances are missing; {last.Text}.");
        if (last.IsPacsTrouble && lacking.New == 0)
            lane.Circuit.Failed(last.Text);
        else if (!last.IsOurs)
            lane.Circuit.Worked();
        if (last.IsOurs)
        {
            await LaterAsync(work, text, now, work.Rounds, work.Attempts).ConfigureAwait(false);
            return;
        }

        if (lacking.New > 0)
        {
            await LaterAsync(work, text, now, work.Rounds, 0).ConfigureAwait(false);
            return;
        }

        if (last.IsPacsTrouble)
        {
            var attempts = last.End == FetchEnd.NoAssociation ? work.Attempts : work.Attempts + 1;
            if (attempts < options.BusyRounds)
            {
                await LaterAsync(work, text, now + Again.After(attempts + 1), work.Rounds, attempts).ConfigureAwait(false);
                return;
            }
        }

        if (work.Rounds + 1 < options.Rounds && !last.IsPacsTrouble)
            await LaterAsync(work, text, now + Again.After(work.Rounds + 1), work.Rounds + 1, work.Attempts).ConfigureAwait(false);
        else
            await EndAsync(work, JobItemState.Gap, text).ConfigureAwait(false);
    }

    private async Task LaterAsync(ItemWork work, string reason, DateTimeOffset due, int rounds, int attempts) =>
        await items.LaterAsync(work.ItemId, work.Lease, new ItemRetry(reason, due, rounds, attempts), CancellationToken.None).ConfigureAwait(false);

    private async Task EndAsync(ItemWork work, JobItemState state, string? reason) =>
        await items.EndAsync(work.ItemId, work.Lease, state, reason, CancellationToken.None).ConfigureAwait(false);
}

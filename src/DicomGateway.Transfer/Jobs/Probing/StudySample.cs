using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>Studies to ask about.</summary>
internal sealed record StudySample(DateSlice Slice, ProbeAnswer Answer)
{
    private const int Enough = 20;

    /// <summary>The first slice that has as many studies as tell something, or else the one that has most; null when there is no study.</summary>
    public static async Task<StudySample?> FindAsync(ProbeQueries queries, IQueryRetrieveUser user, DateOnly today, CancellationToken cancellationToken)
    {
        StudySample? best = null;
        foreach (var slice in DateSlice.EverWider(today))
        {
            var keys = slice.Keys();
            foreach (var key in OptionalKeys.Of(QueryLevel.Study).Where(key => !keys.Contains(key.Tag)))
                key.AddEmpty(keys);
            var answer = await queries.AskAsync(user, QueryLevel.Study, keys, cancellationToken).ConfigureAwait(false);
            if (answer.Matches.Count > (best?.Answer.Matches.Count ?? 0))
                best = new StudySample(slice, answer);
            if (!answer.IsComplete || answer.Matches.Count >= Enough)
                break;
        }

        return best;
    }
}

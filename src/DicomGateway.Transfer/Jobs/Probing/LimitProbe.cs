using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>
/// Whether a PACS gives only so many matches: it may say so with a failure or an unasked-for Cancel, or leave the rest out, which two parts of the
/// same days bring to light.
/// </summary>
internal static class LimitProbe
{
    private const int Cuts = 12;

    /// <returns>The limit; 0 for none among the matches asked for; null where there were too few.</returns>
    public static async Task<int?> AskAsync(ProbeQueries queries, IQueryRetrieveUser user, DateOnly today, int most, CancellationToken cancellationToken)
    {
        var widest = default((DateSlice Slice, int Count));
        foreach (var slice in most == 0 ? [] : DateSlice.EverWider(today))
        {
            var answer = await queries.AskAsync(user, QueryLevel.Study, slice.Keys(), most, cancellationToken).ConfigureAwait(false);
            if (answer.Failure is not null)
                return answer.Matches.Count > 0 ? answer.Matches.Count : null;
            if (answer.IsCut)
                return 0;
            widest = (slice, answer.Matches.Count);
        }

        if (widest.Count < 2)
            return null;
        return await CountInPartsAsync(queries, user, widest.Slice, widest.Count, cancellationToken).ConfigureAwait(false) > widest.Count ? widest.Count : 0;
    }

    /// <summary>Matches of two parts of the slice, cut where both have some.</summary>
    private static async Task<int> CountInPartsAsync(ProbeQueries queries, IQueryRetrieveUser user, DateSlice slice, int count, CancellationToken cancellationToken)
    {
        for (var cut = 0; cut < Cuts && slice.CanBeSplit; cut++)
        {
            var (earlier, later) = slice.Split();
            var inLater = await CountAsync(later).ConfigureAwait(false);
            var inEarlier = inLater == 0 ? 0 : await CountAsync(earlier).ConfigureAwait(false);
            if (inEarlier > 0)
                return inEarlier + inLater;
            slice = inLater > 0 ? later : earlier;
        }

        return count;

        async Task<int> CountAsync(DateSlice part) =>
            (await queries.AskAsync(user, QueryLevel.Study, part.Keys(), count, cancellationToken).ConfigureAwait(false)).Matches.Count;
    }
}

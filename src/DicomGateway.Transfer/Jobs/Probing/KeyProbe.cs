using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>Which optional keys are matched and which returned: a value that no object has must give no match where the rest of the query has some.</summary>
internal static class KeyProbe
{
    /// <param name="queries">Asks.</param>
    /// <param name="user">Whom.</param>
    /// <param name="level">Level of the keys.</param>
    /// <param name="frame">Keys that have matches.</param>
    /// <param name="matches">The matches of the frame, with all optional keys asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<ProbedKey>> AskAsync(
        ProbeQueries queries, IQueryRetrieveUser user, QueryLevel level, DicomDataset frame, IReadOnlyList<DicomDataset> matches, CancellationToken cancellationToken)
    {
        var keys = new List<ProbedKey>();
        foreach (var key in OptionalKeys.Of(level))
        {
            bool? isMatched = null;
            if (key.Absurd is not null && !frame.Contains(key.Tag))
            {
                var asked = frame.Clone().AddOrUpdate(key.Tag, key.Absurd);
                var answer = await queries.AskAsync(user, level, asked, 1, cancellationToken).ConfigureAwait(false);

                // What is refused cannot be used for matching either.
                isMatched = answer.Failure is null && answer.Matches.Count == 0;
            }

            keys.Add(new ProbedKey(Identifiers.Name(level), key.Keyword, isMatched, matches.Any(match => match.Contains(key.Tag))));
        }

        return keys;
    }
}

using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>The queries of a probe: each bounded, one after the other, with a rest between them.</summary>
internal sealed class ProbeQueries(ProbeOptions options, TimeProvider time)
{
    public int Count { get; private set; }

    public TimeSpan SlowestFirstAnswer { get; private set; }

    public int MostMatches { get; private set; }

    /// <summary>Asks for up to so many matches.</summary>
    /// <exception cref="Network.DicomAssociationException">There is no association, or it ended first.</exception>
    public async Task<ProbeAnswer> AskAsync(IQueryRetrieveUser user, QueryLevel level, DicomDataset keys, int bound, CancellationToken cancellationToken)
    {
        if (Count++ > 0)
            await Task.Delay(options.Pause, time, cancellationToken).ConfigureAwait(false);
        var begun = time.GetTimestamp();
        var matches = new List<DicomDataset>();
        try
        {
            await foreach (var match in user.FindAsync(level, keys, cancellationToken).ConfigureAwait(false))
            {
                if (matches.Count == 0)
                    NoteFirst(begun);
                if (matches.Count == bound)
                    return Note(new ProbeAnswer(matches, IsCut: true, null));
                matches.Add(match);
            }

            if (matches.Count == 0)
                NoteFirst(begun);
            return Note(new ProbeAnswer(matches, IsCut: false, null));
        }
        catch (QueryFailedException failed)
        {
            return Note(new ProbeAnswer(matches, IsCut: false, failed.Status));
        }
    }

    public Task<ProbeAnswer> AskAsync(IQueryRetrieveUser user, QueryLevel level, DicomDataset keys, CancellationToken cancellationToken) =>
        AskAsync(user, level, keys, options.Sample, cancellationToken);

    public QueryRetrieveUser User(InformationModel model, bool isRelational = false) =>
        new(new QueryRetrieveUserOptions { Client = options.Client, Model = model, IsRelational = isRelational }, time);

    private void NoteFirst(long begun)
    {
        var elapsed = time.GetElapsedTime(begun);
        if (elapsed > SlowestFirstAnswer)
            SlowestFirstAnswer = elapsed;
    }

    private ProbeAnswer Note(ProbeAnswer answer)
    {
        MostMatches = Math.Max(MostMatches, answer.Matches.Count);
        return answer;
    }
}

using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>Studies to ask about.</summary>
internal sealed record StudySample(DateSlice Slice, ProbeAnswer Answer)
{
    private const int Enough = 20;
    private const int MostPatients = 10;

    /// <summary>The one patient whom they are of, where the PACS answers for a named patient only.</summary>
    public string? Patient { get; init; }

    /// <summary>Keys that have them as matches.</summary>
    public DicomDataset Keys() => Patient is null ? Slice.Keys() : Slice.Keys().AddOrUpdate(DicomTag.PatientID, Patient);

    /// <summary>Studies of the first patient who has some; null when there is no patient with studies either.</summary>
    public static async Task<StudySample?> DescendAsync(ProbeQueries queries, IQueryRetrieveUser user, DateOnly today, CancellationToken cancellationToken)
    {
        var all = new DicomDataset().AddOrUpdate(DicomTag.PatientID, Array.Empty<string>());
        var patients = await queries.AskAsync(user, QueryLevel.Patient, all, MostPatients, cancellationToken).ConfigureAwait(false);
        foreach (var patient in patients.Matches.Select(match => match.GetStringOrEmpty(DicomTag.PatientID).Trim()).Where(id => id.Length > 0))
        {
            var sample = new StudySample(DateSlice.EverWider(today).Last(), new ProbeAnswer([], IsCut: false, null)) { Patient = patient };
            var keys = sample.Keys();
            foreach (var key in OptionalKeys.Of(QueryLevel.Study).Where(key => !keys.Contains(key.Tag)))
                key.AddEmpty(keys);
            if (await queries.AskAsync(user, QueryLevel.Study, keys, cancellationToken).ConfigureAwait(false) is { Matches.Count: > 0 } answer)
                return sample with { Answer = answer };
        }

        return null;
    }

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

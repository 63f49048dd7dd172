using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Listing;

/// <summary>
/// Asks a PACS what a study, or the series chosen of it, consists of: its instances where it lists them, else their counts. A match is believed
/// only when it is of the study and series that was asked for.
/// </summary>
internal sealed class StudyListing(IQueryRetrieveUser user, PacsProfile profile, SelectedStudy study)
{
    private const int MostInstances = 200_000;

    private int _instances;

    /// <exception cref="ListingException">There is no such study, or nothing says how much of it there is.</exception>
    /// <exception cref="QueryFailedException">The PACS answered with a failure.</exception>
    /// <exception cref="Network.DicomAssociationException">There was no association, or it ended first.</exception>
    public async Task<IReadOnlyList<ExpectedSeries>> ReadAsync(CancellationToken cancellationToken)
    {
        if (profile.DescendsFromPatients && study.PatientId is null)
            throw new ListingException("The PACS answers only for a named patient, and a list of studies names none: make the job of a cohort, which does.");
        var list = profile.NarrowestQuery switch
        {
            QueryLevel.Image => await ListInstancesAsync(await ListSeriesAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
            QueryLevel.Series => await ListSeriesAsync(cancellationToken).ConfigureAwait(false),
            _ => await CountStudyAsync(cancellationToken).ConfigureAwait(false),
        };
        if (study.Series is null && profile.NarrowestQuery > QueryLevel.Study && await IsShortAsync(list, cancellationToken).ConfigureAwait(false))
            list = await CountStudyAsync(cancellationToken).ConfigureAwait(false);
        if (list.Any(series => series.ExpectedCount is null))
            throw new ListingException("The PACS says neither which instances the study has nor how many: that it came whole could not be proven.");
        return list.Sum(series => series.ExpectedCount) == 0 ? throw new ListingException("The PACS has no instances of this study.") : list;
    }

    private async Task<List<ExpectedSeries>> ListSeriesAsync(CancellationToken cancellationToken)
    {
        var keys = WithCount(StudyKeys().AddOrUpdate(DicomTag.SeriesInstanceUID, Array.Empty<string>()), DicomTag.NumberOfSeriesRelatedInstances);
        var found = new Dictionary<string, int?>(StringComparer.Ordinal);
        await foreach (var match in user.FindAsync(QueryLevel.Series, keys, cancellationToken).ConfigureAwait(false))
        {
            if (Is(match, DicomTag.StudyInstanceUID, study.StudyInstanceUid) && Uid(match, DicomTag.SeriesInstanceUID) is { Length: > 0 } uid)
                found[uid] = Count(match, DicomTag.NumberOfSeriesRelatedInstances) ?? found.GetValueOrDefault(uid);
        }

        if (study.Series is not { } chosen)
            return found.Count == 0 ? throw new ListingException("The PACS does not have this study.") : [.. found.Select(one => new ExpectedSeries(one.Key, one.Value, null))];

        // A series that was chosen and is no longer there stays on the list: that it is missing must be seen.
        return [.. chosen.Select(series => new ExpectedSeries(
            series.SeriesInstanceUid, found.TryGetValue(series.SeriesInstanceUid, out var count) ? count ?? series.InstanceCount : Math.Max(1, series.InstanceCount ?? 1), null))];
    }

    private async Task<List<ExpectedSeries>> ListInstancesAsync(List<ExpectedSeries> series, CancellationToken cancellationToken)
    {
        var listed = new List<ExpectedSeries>(series.Count);
        foreach (var one in series)
            listed.Add(await ListInstancesAsync(one, cancellationToken).ConfigureAwait(false));
        return listed;
    }

    private async Task<ExpectedSeries> ListInstancesAsync(ExpectedSeries series, CancellationToken cancellationToken)
    {
        var keys = StudyKeys().AddOrUpdate(DicomTag.SeriesInstanceUID, series.SeriesInstanceUid!)
            .AddOrUpdate(DicomTag.SOPInstanceUID, Array.Empty<string>()).AddOrUpdate(DicomTag.SOPClassUID, Array.Empty<string>());
        var found = new Dictionary<string, ExpectedInstance>(StringComparer.Ordinal);
        await foreach (var match in user.FindAsync(QueryLevel.Image, keys, cancellationToken).ConfigureAwait(false))
        {
            if (!Is(match, DicomTag.StudyInstanceUID, study.StudyInstanceUid) || !Is(match, DicomTag.SeriesInstanceUID, series.SeriesInstanceUid!)
                || Uid(match, DicomTag.SOPInstanceUID) is not { Length: > 0 and <= 64 } uid || !found.TryAdd(uid, new ExpectedInstance(uid, Uid(match, DicomTag.SOPClassUID))))
            {
                continue;
            }

            if (++_instances > MostInstances)
                throw new ListingException($"The PACS lists more than {MostInstances} instances for this study, which no study has: look into the PACS.");
        }

        // A list shorter than the PACS's own count was cut off somewhere: the count stands in for it, lest what is not listed be taken for absent.
        if (series.Count > found.Count)
            return series;
        return found.Count == profile.ResultLimit && found.Count > 0 && series.Count is null
            ? throw new ListingException($"The PACS lists {found.Count} instances of a series, which is its limit, and does not count them: that it came whole could not be proven.")
            : new ExpectedSeries(series.SeriesInstanceUid, null, [.. found.Values]);
    }

    /// <summary>Whether series are missing from the list: it is as long as the PACS's limit, or the study had more instances when it was chosen and has them still.</summary>
    private async Task<bool> IsShortAsync(List<ExpectedSeries> list, CancellationToken cancellationToken)
    {
        var listed = list.Sum(series => series.ExpectedCount);
        if (list.Count != profile.ResultLimit && !(study.InstanceCount > listed))
            return false;
        var counted = (await CountStudyAsync(cancellationToken).ConfigureAwait(false))[0].Count;
        return counted is null && list.Count == profile.ResultLimit
            ? throw new ListingException($"The PACS lists {list.Count} series, which is its limit, and does not count the instances of the study: that it came whole could not be proven.")
            : counted > listed;
    }

    private async Task<List<ExpectedSeries>> CountStudyAsync(CancellationToken cancellationToken)
    {
        if (study.Series is { } chosen)
            return [.. chosen.Select(series => new ExpectedSeries(series.SeriesInstanceUid, series.InstanceCount, null))];
        var keys = WithCount(StudyKeys(), DicomTag.NumberOfStudyRelatedInstances);
        await foreach (var match in user.FindAsync(QueryLevel.Study, keys, cancellationToken).ConfigureAwait(false))
        {
            if (Uid(match, DicomTag.StudyInstanceUID) == study.StudyInstanceUid)
                return [new ExpectedSeries(null, Count(match, DicomTag.NumberOfStudyRelatedInstances) ?? study.InstanceCount, null)];
        }

        throw new ListingException("The PACS does not have this study.");
    }

    /// <summary>A PACS that counts wrongly has the key among those that it does not return: then its lists are believed.</summary>
    private DicomDataset WithCount(DicomDataset keys, DicomTag count) =>
        profile.UnreturnedKeys.Contains(DicomDictionary.Find(count)!.Keyword, StringComparer.Ordinal) ? keys : keys.AddOrUpdate(count, Array.Empty<string>());

    private DicomDataset StudyKeys()
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, study.StudyInstanceUid);
        return profile.NamesPatients && study.PatientId is { } patient ? keys.AddOrUpdate(DicomTag.PatientID, patient) : keys;
    }

    /// <summary>A PACS need not repeat the keys above the level; one that does must repeat those asked for.</summary>
    private static bool Is(DicomDataset match, DicomTag tag, string expected) => Uid(match, tag) is var found && (found.Length == 0 || found == expected);

    private static string Uid(DicomDataset match, DicomTag tag) => match.GetStringOrEmpty(tag).Trim(' ', '\0');

    private static int? Count(DicomDataset match, DicomTag tag) =>
        int.TryParse(match.GetStringOrEmpty(tag).Trim(), System.Globalization.CultureInfo.InvariantCulture, out var count) && count >= 0 ? count : null;
}

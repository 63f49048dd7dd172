using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Listing;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Retrieval;

/// <summary>Turns what is missing into requests: as narrow as the PACS allows and no wider than what was chosen.</summary>
internal static class RetrievalPlan
{
    private const int MostSopClasses = 126;

    /// <param name="study">What was chosen.</param>
    /// <param name="profile">What the PACS can do.</param>
    /// <param name="seriesCount">Series on the list.</param>
    /// <param name="missing">What has not come.</param>
    /// <param name="batch">Instances in one request at image level.</param>
    /// <exception cref="ListingException">The PACS cannot be asked for so little.</exception>
    public static IReadOnlyList<RetrieveRequest> Make(
        SelectedStudy study, PacsProfile profile, int seriesCount, IReadOnlyList<MissingSeries> missing, int batch)
    {
        var isNothingHere = missing.Count == seriesCount && missing.All(series => series.IsWhole);
        if (study.Series is null && (isNothingHere || profile.NarrowestRetrieval <= QueryLevel.Study || missing.Any(series => series.SeriesInstanceUid is null)))
            return [new RetrieveRequest(QueryLevel.Study, StudyKeys(study, profile), SopClassesOf(missing))];
        if (profile.NarrowestRetrieval <= QueryLevel.Study)
            throw new ListingException("Single series of this study were chosen, and the PACS sends whole studies only: choose the whole study, or another PACS.");
        return [.. missing.SelectMany(series => OfSeries(study, profile, series, batch))];
    }

    private static IEnumerable<RetrieveRequest> OfSeries(SelectedStudy study, PacsProfile profile, MissingSeries series, int batch)
    {
        var classes = SopClassesOf([series]);
        if (series.IsWhole || series.Instances is null || profile.NarrowestRetrieval == QueryLevel.Series)
            return [new RetrieveRequest(QueryLevel.Series, Keys(), classes)];
        return series.Instances.Chunk(batch).Select(chunk => new RetrieveRequest(
            QueryLevel.Image, Keys().AddOrUpdate(DicomTag.SOPInstanceUID, [.. chunk.Select(instance => instance.SopInstanceUid)]), classes));

        DicomDataset Keys() => StudyKeys(study, profile).AddOrUpdate(DicomTag.SeriesInstanceUID, series.SeriesInstanceUid!);
    }

    private static DicomDataset StudyKeys(SelectedStudy study, PacsProfile profile)
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, study.StudyInstanceUid);
        return profile.NamesPatients && study.PatientId is { } patient ? keys.AddOrUpdate(DicomTag.PatientID, patient) : keys;
    }

    /// <summary>Those on the list; where the PACS does not say, as many of the standard as there is room for.</summary>
    private static List<string> SopClassesOf(IReadOnlyList<MissingSeries> missing)
    {
        var named = missing.SelectMany(series => series.Instances ?? []).Select(instance => instance.SopClassUid).Distinct(StringComparer.Ordinal).ToList();
        var isUnknown = named.Contains("") || missing.Any(series => series.Instances is null);
        var known = named.Where(uid => uid.Length > 0);
        return [.. (isUnknown ? known.Union(Usual(), StringComparer.Ordinal) : known).Take(MostSopClasses)];
    }

    private static IEnumerable<string> Usual() => DicomUIDDictionary.Entries
        .Where(entry => entry is { IsStorage: true, IsRetired: false, IsNonPatientObject: false }).Select(entry => entry.UID.UID).Order(StringComparer.Ordinal);
}

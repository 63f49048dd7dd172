using DicomGateway.Dicom.Data;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>The entities of a level; UIDs in the identifier spare those that cannot match.</summary>
internal static class QueryCandidates
{
    public static IEnumerable<QueryCandidate> Of(ArchiveIndex index, QueryLevel level, DicomDataset keys)
    {
        var studies = Named(keys, DicomTag.StudyInstanceUID) is { } uids ? uids.Select(index.Study).OfType<HeldStudy>() : index.Studies;
        return level switch
        {
            QueryLevel.Patient => index.Studies.GroupBy(study => study.PatientId).Select(group => QueryCandidate.Of(new HeldPatient(group.Key, [.. group]))),
            QueryLevel.Study => studies.Select(QueryCandidate.Of),
            QueryLevel.Series => studies.SelectMany(study => Series(study, keys).Select(series => QueryCandidate.Of(study, series))),
            _ => studies.SelectMany(study => Series(study, keys).SelectMany(series => series.Instances.Select(instance => QueryCandidate.Of(study, series, instance)))),
        };
    }

    private static IEnumerable<HeldSeries> Series(HeldStudy study, DicomDataset keys) =>
        Named(keys, DicomTag.SeriesInstanceUID) is { } uids ? study.Series.Where(series => uids.Contains(series.SeriesInstanceUid)) : study.Series;

    private static List<string>? Named(DicomDataset keys, DicomTag tag) => keys.GetStrings(tag).Where(uid => uid.Length > 0).Distinct().ToList() is { Count: > 0 } uids ? uids : null;
}

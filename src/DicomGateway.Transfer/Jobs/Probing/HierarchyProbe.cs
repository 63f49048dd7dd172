using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>One study, one of its series and one instance, and what is known of the levels on the way.</summary>
internal sealed record HierarchyProbe
{
    public required DicomDataset Study { get; init; }

    /// <summary>The patient, who is named where the PACS answers for a named patient only.</summary>
    public string? Patient { get; init; }

    public IReadOnlyList<DicomDataset> Series { get; init; } = [];

    public IReadOnlyList<DicomDataset> Instances { get; init; } = [];

    /// <summary>Keys of the instance down to the level: for retrievals.</summary>
    public DicomDataset Unique(QueryLevel level)
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, Study.GetStringOrEmpty(DicomTag.StudyInstanceUID));
        if (Patient is not null)
            keys.AddOrUpdate(DicomTag.PatientID, Patient);
        if (level >= QueryLevel.Series)
            keys.AddOrUpdate(DicomTag.SeriesInstanceUID, Series[0].GetStringOrEmpty(DicomTag.SeriesInstanceUID));
        if (level == QueryLevel.Image)
            keys.AddOrUpdate(DicomTag.SOPInstanceUID, Instances[0].GetStringOrEmpty(DicomTag.SOPInstanceUID));
        return keys;
    }

    public static async Task<HierarchyProbe> AskAsync(ProbeQueries queries, IQueryRetrieveUser user, StudySample sample, CancellationToken cancellationToken)
    {
        var found = new HierarchyProbe { Study = sample.Answer.Matches[0], Patient = sample.Patient };
        var series = await AskAsync(QueryLevel.Series, found.Unique(QueryLevel.Study), DicomTag.SeriesInstanceUID).ConfigureAwait(false);
        if (series.Count == 0)
            return found;
        found = found with { Series = series };
        return found with { Instances = await AskAsync(QueryLevel.Image, found.Unique(QueryLevel.Series), DicomTag.SOPInstanceUID).ConfigureAwait(false) };

        async Task<IReadOnlyList<DicomDataset>> AskAsync(QueryLevel level, DicomDataset keys, DicomTag unique)
        {
            foreach (var key in OptionalKeys.Of(level))
                key.AddEmpty(keys);
            var answer = await queries.AskAsync(user, level, keys, cancellationToken).ConfigureAwait(false);
            return [.. answer.Matches.Where(match => match.GetStringOrEmpty(unique).Length > 0)];
        }
    }

    /// <summary>
    /// Whether the instances of a study are given without naming its series; null when the study has fewer than two series, or so many instances that
    /// the answer is cut.
    /// </summary>
    public async Task<bool?> IsRelationalAsync(ProbeQueries queries, IQueryRetrieveUser user, CancellationToken cancellationToken)
    {
        var keys = Unique(QueryLevel.Study).AddOrUpdate(DicomTag.SeriesInstanceUID, Array.Empty<string>());
        var answer = await queries.AskAsync(user, QueryLevel.Image, keys, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is not null || answer.Matches.Count == 0)
            return false;
        var seen = answer.Matches.Select(match => match.GetStringOrEmpty(DicomTag.SeriesInstanceUID)).Where(uid => uid.Length > 0).ToHashSet();
        if (answer.IsCut || Series.Count < 2)
            return answer.Matches.Count >= Instances.Count ? answer.IsCut ? null : true : false;
        return Series.All(series => seen.Contains(series.GetStringOrEmpty(DicomTag.SeriesInstanceUID)));
    }
}

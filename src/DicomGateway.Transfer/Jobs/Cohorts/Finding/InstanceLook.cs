using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Asks the instances of a series for what the PACS does not say of the series: slow, but nothing is fetched.</summary>
internal sealed class InstanceLook(PacsQueries queries, TallyKeeper tally)
{
    /// <summary>Different values of one attribute that are kept.</summary>
    private const int MostValues = 256;

    /// <summary>How many instances there are, and the values that they have; attributes that none of them returned are not there.</summary>
    public async Task<(int Count, IReadOnlyDictionary<DicomTag, IReadOnlyList<string>> Values)> LookAsync(
        StudyFacts study, string seriesUid, IReadOnlyList<DicomTag> tags, CancellationToken cancellationToken)
    {
        tally.Note($"Rules need what PACS {queries.Node.Name} says of instances only: each series in question costs a query.");
        List<(DicomTag Tag, IReadOnlyList<string> Values)> keys = [(DicomTag.StudyInstanceUID, [study.StudyInstanceUid]), (DicomTag.SeriesInstanceUID, [seriesUid])];
        if (queries.Node.Profile.NamesPatients && study.PatientId is { } patient)
            keys.Add((DicomTag.PatientID, [patient]));
        var answers = await queries.FindAsync(QueryLevel.Image, IdentifierForm.Make(keys, [DicomTag.SOPInstanceUID, .. tags.Where(tag => tag != DicomTag.NumberOfSeriesRelatedInstances)]), cancellationToken).ConfigureAwait(false);
        var values = new Dictionary<DicomTag, IReadOnlyList<string>>();
        foreach (var tag in tags.Where(tag => answers.Any(answer => answer.Contains(tag))))
        {
            values[tag] =
            [
                .. answers.SelectMany(answer => answer.GetStrings(tag)).Select(text => text.Trim(' ', '\0')).Where(text => text.Length > 0)
                    .Distinct(StringComparer.Ordinal).Take(MostValues),
            ];
        }

        var count = answers.Select(answer => answer.GetStringOrEmpty(DicomTag.SOPInstanceUID)).Distinct().Count();
        if (tags.Contains(DicomTag.NumberOfSeriesRelatedInstances))
            values[DicomTag.NumberOfSeriesRelatedInstances] = [count.ToString(CultureInfo.InvariantCulture)];
        return (count, values);
    }
}

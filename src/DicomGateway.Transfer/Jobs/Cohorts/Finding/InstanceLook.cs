using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Asks the instances of a series for what the PACS does not say of the series: slow, but nothing is fetched.</summary>
internal sealed class InstanceLook(PacsQueries queries, TallyKeeper tally)
{
    /// <summary>Different values of one attribute that are kept.</summary>
    private const int MostValues = 256;

    /// <summary>How many instances there are, and the values that they have; attributes that none of them returned are not there.</summary>
    public async Task<(int Count, IReadOnlyDictionary<AttributePath, IReadOnlyList<string>> Values)> LookAsync(
        StudyFacts study, string seriesUid, IReadOnlyList<AttributePath> attributes, CancellationToken cancellationToken)
    {
        tally.Note($"Rules need what PACS {queries.Node.Name} says of instances only: each series in question costs a query.");
        List<(AttributePath Attribute, IReadOnlyList<string> Values)> keys =
        [
            (AttributePath.Of(DicomTag.StudyInstanceUID), [study.StudyInstanceUid]), (AttributePath.Of(DicomTag.SeriesInstanceUID), [seriesUid]),
        ];
        if (queries.Node.Profile.NamesPatients && study.PatientId is { } patient)
            keys.Add((AttributePath.Of(DicomTag.PatientID), [patient]));
        var answers = await queries.FindAsync(QueryLevel.Image, IdentifierForm.Make(keys, [AttributePath.Of(DicomTag.SOPInstanceUID), .. attributes.Where(attribute => !attribute.Is(DicomTag.NumberOfSeriesRelatedInstances))]), cancellationToken).ConfigureAwait(false);
        var values = new Dictionary<AttributePath, IReadOnlyList<string>>();
        foreach (var attribute in attributes)
        {
            var said = answers.Select(attribute.Read).OfType<IReadOnlyList<string>>().ToList();
            if (said.Count > 0)
                values[attribute] = [.. said.SelectMany(texts => texts).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(MostValues)];
        }

        var count = answers.Select(answer => answer.GetStringOrEmpty(DicomTag.SOPInstanceUID)).Distinct().Count();
        if (attributes.FirstOrDefault(attribute => attribute.Is(DicomTag.NumberOfSeriesRelatedInstances)) is { } counted)
            values[counted] = [count.ToString(CultureInfo.InvariantCulture)];
        return (count, values);
    }
}

using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding.Questions;

/// <summary>
/// The questions that criteria make of one PACS. With a list each row is asked for by its most telling value alone: what does not fit the
/// rest is then seen, and has its reason. Keys that the PACS does not match are left to the node.
/// </summary>
internal sealed class QuestionPlan(CohortCriteria criteria, CohortList? list, PacsProfile profile)
{
    private const int UidsAtOnce = 50;
    private const int MostQuestions = 100_000;

    /// <exception cref="CohortException">There would be too many questions.</exception>
    public IReadOnlyList<StudyQuestion> Make(DateOnly today)
    {
        var keys = Combine(list is null);
        var values = list is null ? [[]] : Lists().ToList();
        var spans = list is null ? Slices(today) : [null];
        if ((long)keys.Count * values.Count * spans.Count > MostQuestions)
            throw new CohortException($"The criteria make more than {MostQuestions} questions.", "Give fewer values or larger slices.");
        return [.. from key in keys from value in values from span in spans select new StudyQuestion([.. key, .. value], span)];
    }

    /// <summary>Every combination of one value of each key. Beside a list only what is matched and not returned: the rest is judged by what comes back.</summary>
    private List<IReadOnlyList<(AttributePath Attribute, IReadOnlyList<string> Values)>> Combine(bool isAlone)
    {
        List<IReadOnlyList<(AttributePath, IReadOnlyList<string>)>> combinations = [[]];
        foreach (var key in criteria.Keys.Where(key => !profile.UnmatchedKeys.Contains(key.Attribute.Root) && (isAlone || profile.UnreturnedKeys.Contains(key.Attribute.Root))))
        {
            IEnumerable<IReadOnlyList<string>> asked = key.IsUidList ? key.Values.Chunk(UidsAtOnce) : key.Values.Select(value => new[] { value });
            combinations = [.. from one in combinations from values in asked select (IReadOnlyList<(AttributePath, IReadOnlyList<string>)>)[.. one, (key.Attribute, values)]];
        }

        var isAsked = criteria.Keys.Any(key => key.Attribute.Is(DicomTag.ModalitiesInStudy));
        if (criteria.Modalities.Count == 0 || isAsked || !isAlone || profile.DescendsFromPatients || profile.UnmatchedKeys.Contains("ModalitiesInStudy"))
            return combinations;
        return [.. from one in combinations from modality in criteria.Modalities select (IReadOnlyList<(AttributePath, IReadOnlyList<string>)>)[.. one, (AttributePath.Of(DicomTag.ModalitiesInStudy), [modality])]];
    }

    private IEnumerable<IReadOnlyList<(AttributePath Attribute, IReadOnlyList<string> Values)>> Lists()
    {
        // Where every patient is asked one by one, the patient is the most telling value of all.
        var entries = list!.Entries.Where(entry => !profile.DescendsFromPatients || entry.Patient is null).ToList();
        foreach (var uids in entries.Select(entry => entry.Study).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(UidsAtOnce))
            yield return [(AttributePath.Of(DicomTag.StudyInstanceUID), uids)];
        foreach (var accession in entries.Where(entry => entry.Study is null).Select(entry => entry.Accession).OfType<string>().Distinct(StringComparer.Ordinal))
            yield return [(AttributePath.Of(DicomTag.AccessionNumber), [accession])];
        foreach (var patient in list.Entries.Where(entry => entry is { Study: null, Accession: null } || !entries.Contains(entry)).Select(entry => entry.Patient!).Distinct(StringComparer.Ordinal))
            yield return [(AttributePath.Of(DicomTag.PatientID), [patient])];
    }

    private List<DateSpan?> Slices(DateOnly today)
    {
        if (criteria.Dates is not { From: { } from } dates || criteria.SliceDays == 0 || profile.DescendsFromPatients || profile.UnmatchedKeys.Contains("StudyDate"))
            return [profile.UnmatchedKeys.Contains("StudyDate") ? null : criteria.Dates];
        var slices = new List<DateSpan?>();
        var last = dates.To ?? today;
        for (var day = from; day <= last; day = day.AddDays(criteria.SliceDays))
        {
            var end = day.AddDays(criteria.SliceDays - 1);

            // What has a date in the future belongs to a span without end.
            slices.Add(new DateSpan(day, end < last ? end : dates.To));
        }

        return slices.Count == 0 ? [dates] : slices;
    }
}

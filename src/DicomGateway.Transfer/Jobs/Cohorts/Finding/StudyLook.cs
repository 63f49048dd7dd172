using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Looks at one study: its series where they matter, and what is decided about it.</summary>
internal sealed class StudyLook(PacsQueries queries, StudyJudge judge, ReturnKeys returned, InstanceLook instances, TallyKeeper tally)
{
    public static StudyFacts FactsOf(DicomDataset study) => new(
        Text(study, DicomTag.StudyInstanceUID) ?? "", Text(study, DicomTag.PatientID), Text(study, DicomTag.IssuerOfPatientID), Text(study, DicomTag.AccessionNumber));

    public async Task<FoundStudy> LookAsync(DicomDataset study, CancellationToken cancellationToken)
    {
        var facts = FactsOf(study);
        var (lines, leftOut) = judge.Judge(study, facts);
        if (leftOut is null && judge.LacksModalities(study))
            leftOut = new LeftOut(Reasons.Modality, IsUnknown: false);
        var found = new FoundStudy { Pacs = queries.Node.Name, Facts = facts, Lines = lines, Instances = Count(study, DicomTag.NumberOfStudyRelatedInstances) };
        if (leftOut is { } certain && !(certain.IsUnknown && judge.NeedsSeries(study)))
            return found with { Reason = certain.Reason, IsUnknown = certain.IsUnknown };
        if (queries.Node.Profile.NarrowestQuery < QueryLevel.Series)
            return found with { Reason = leftOut?.Reason, IsUnknown = leftOut is not null };
        try
        {
            return await LookIntoAsync(study, found, cancellationToken).ConfigureAwait(false);
        }
        catch (QueryTroubleException exception)
        {
            tally.Note(exception.Message);
            return found with { Reason = Reasons.Unanswered, IsUnknown = true };
        }
    }

    private async Task<FoundStudy> LookIntoAsync(DicomDataset study, FoundStudy found, CancellationToken cancellationToken)
    {
        var series = new List<FoundSeries>();
        foreach (var answer in await AskAsync(found.Facts, cancellationToken).ConfigureAwait(false))
        {
            tally.Change(counts => counts with { SeriesAnswers = counts.SeriesAnswers + 1 });
            if (Text(answer, DicomTag.SeriesInstanceUID) is not { } uid)
                tally.Change(counts => counts with { SeriesWithoutUid = counts.SeriesWithoutUid + 1 });
            else if (series.Exists(one => one.SeriesInstanceUid == uid))
                tally.Change(counts => counts with { SeriesRepeated = counts.SeriesRepeated + 1 });
            else
                series.Add(await JudgeAsync(study, found.Facts, answer, uid, cancellationToken).ConfigureAwait(false));
        }

        var completed = CompletedStudy.Of(study, series);
        var leftOut = judge.Judge(completed, found.Facts).LeftOut ?? NoneLeft(series);
        return found with
        {
            Instances = Count(completed, DicomTag.NumberOfStudyRelatedInstances),
            Reason = leftOut?.Reason,
            IsUnknown = leftOut?.IsUnknown ?? false,
            Series = leftOut is null ? series : [.. series.Select(one => one.Reason is null ? one with { Reason = Reasons.WithStudy } : one)],
        };
    }

    private Task<IReadOnlyList<DicomDataset>> AskAsync(StudyFacts facts, CancellationToken cancellationToken)
    {
        List<(AttributePath Attribute, IReadOnlyList<string> Values)> keys = [(AttributePath.Of(DicomTag.StudyInstanceUID), [facts.StudyInstanceUid])];
        if (queries.Node.Profile.NamesPatients && facts.PatientId is { } patient)
            keys.Add((AttributePath.Of(DicomTag.PatientID), [patient]));
        return queries.FindAsync(QueryLevel.Series, IdentifierForm.Make(keys, returned.Series), cancellationToken);
    }

    private async Task<FoundSeries> JudgeAsync(DicomDataset study, StudyFacts facts, DicomDataset series, string uid, CancellationToken cancellationToken)
    {
        var source = new AttributeSource(series, study);
        var leftOut = judge.JudgeSeries(series, source);
        var count = Count(series, DicomTag.NumberOfSeriesRelatedInstances);
        var missing = returned.Series.Where(attribute => source.Find(attribute) is null || (attribute.Is(DicomTag.NumberOfSeriesRelatedInstances) && count is null)).ToList();
        if (((leftOut is { IsUnknown: true } && missing.Count > 0) || (count is null && judge.NeedsCounts)) && queries.Node.Profile.NarrowestQuery == QueryLevel.Image)
        {
            var (known, values) = await instances.LookAsync(facts, uid, missing, cancellationToken).ConfigureAwait(false);
            count ??= known;
            leftOut = judge.JudgeSeries(series, source.With(values));
        }

        return new FoundSeries(uid, Text(series, DicomTag.Modality), count, leftOut?.Reason, leftOut?.IsUnknown ?? false);
    }

    private static LeftOut? NoneLeft(List<FoundSeries> series)
    {
        if (series.Exists(one => one.Reason is null))
            return null;

        // One reason that all share says more than that none is left.
        var shared = series.Select(one => one.Reason).Distinct().ToList();
        return new LeftOut(shared is [{ } only] ? only : Reasons.NoSeries, series.Exists(one => one.IsUnknown));
    }

    private static string? Text(DicomDataset answer, DicomTag tag) =>
        answer.GetStrings(tag) is [var text, ..] && text.Trim(' ', '\0') is { Length: > 0 } value ? value : null;

    private static int? Count(DicomDataset answer, DicomTag tag) => answer.TryGetValue<int>(tag, out var count) && count >= 0 ? count : null;
}

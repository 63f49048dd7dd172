using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>
/// Decides about studies and series by what a PACS says of them and by nothing else, so that the order of questions and answers does not
/// matter: list, keys, dates, rules, in this order, and the first that leaves something out is its reason.
/// </summary>
internal sealed class StudyJudge
{
    private readonly CohortCriteria _criteria;
    private readonly ListIndex? _list;
    private readonly KeyFilter _studyKeys;
    private readonly KeyFilter _seriesKeys;
    private readonly ILookup<RuleLevel, CohortRule> _rules;
    private readonly IReadOnlyList<DicomTag> _counted;

    public StudyJudge(CohortCriteria criteria, CohortList? list, PacsProfile profile)
    {
        _criteria = criteria;
        _list = list is null ? null : new ListIndex(list);
        var dates = criteria.Dates is { } span ? [new CohortKey(AttributePath.Of(DicomTag.StudyDate), [span.ToRange()])] : Array.Empty<CohortKey>();
        _studyKeys = new KeyFilter([.. criteria.Keys, .. dates], profile);
        _seriesKeys = new KeyFilter(criteria.SeriesKeys, profile);
        _rules = criteria.ReturnedRules.ToLookup(rule => rule.Level);
        var needed = criteria.Keys.Select(key => key.Attribute).Concat(_rules[RuleLevel.Study].SelectMany(rule => rule.Condition.Attributes)).ToList();
        _counted = [.. CompletedStudy.Tags.Where(tag => needed.Exists(attribute => attribute.Is(tag)))];
        NeedsCounts = criteria.Expected.Instances is not null || _counted.Contains(DicomTag.NumberOfStudyRelatedInstances)
            || _rules[RuleLevel.Series].SelectMany(rule => rule.Condition.Attributes).Any(attribute => attribute.Is(DicomTag.NumberOfSeriesRelatedInstances));
    }

    /// <summary>It matters how many instances series have.</summary>
    public bool NeedsCounts { get; }

    /// <summary>The rows that a study fits, and why it is left out by what is known so far; null when it goes on to its series.</summary>
    public (IReadOnlyList<int> Lines, LeftOut? LeftOut) Judge(DicomDataset study, StudyFacts facts)
    {
        var (lines, leftOut) = _list?.Find(facts) ?? ([], null);
        leftOut ??= _studyKeys.Judge(study);
        var source = new AttributeSource(study);
        foreach (var rule in _rules[RuleLevel.Study])
            leftOut ??= rule.Judge(source);
        return (lines, leftOut);
    }

    /// <summary>Something that the judgement needs, and that the PACS does not say, can be counted from the series.</summary>
    public bool NeedsSeries(DicomDataset study) => _counted.Any(tag => !study.TryGetString(tag, out _));

    /// <summary>The study says of itself that it has no series of the modalities wanted.</summary>
    public bool LacksModalities(DicomDataset study)
    {
        var modalities = study.GetStrings(DicomTag.ModalitiesInStudy).Select(text => text.Trim()).Where(text => text.Length > 0).ToList();
        return _criteria.Modalities.Count > 0 && modalities.Count > 0 && !modalities.Exists(_criteria.Modalities.Contains);
    }

    /// <summary>Why a series is left out, or null.</summary>
    public LeftOut? JudgeSeries(DicomDataset series, AttributeSource source)
    {
        if (_criteria.Modalities.Count > 0)
        {
            var modality = series.GetStringOrEmpty(DicomTag.Modality).Trim();
            if (!_criteria.Modalities.Contains(modality))
                return new LeftOut(Reasons.Modality, IsUnknown: modality.Length == 0);
        }
        return _seriesKeys.Judge(series) ?? _rules[RuleLevel.Series].Select(rule => rule.Judge(source)).FirstOrDefault(leftOut => leftOut is not null);
    }
}

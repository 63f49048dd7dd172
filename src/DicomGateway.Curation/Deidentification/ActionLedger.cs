using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>Counts what was done over a study. It grows with the kinds of action, not with the instances.</summary>
internal sealed class ActionLedger
{
    private readonly Dictionary<(DicomTag Tag, DeidentificationAction Action, string Rule, string? Remark), int> _counts = [];
    private readonly Dictionary<(string Path, DeidentificationAction Action, string Rule, string? Remark), int> _remarked = [];

    public void Add(DicomTag tag, ElementDecision decision, string rule, ElementPlace place)
    {
        if (decision.Remark is null)
            Increment(_counts, (Pattern(tag), decision.Action, rule, null));
        else
            Increment(_remarked, (place.PathOf(tag), decision.Action, rule, decision.Remark));
    }

    public IReadOnlyList<ReportLine> Lines() =>
    [
        .. _counts.Select(pair => Line(pair.Key.Tag.ToString(), pair.Key.Action, pair.Key.Rule, pair.Key.Remark, pair.Value))
            .Concat(_remarked.Select(pair => Line(pair.Key.Path, pair.Key.Action, pair.Key.Rule, pair.Key.Remark, pair.Value)))
            .OrderBy(line => line.Path, StringComparer.Ordinal).ThenBy(line => line.Action, StringComparer.Ordinal),
    ];

    // A file may hold thousands of private elements: they count by group.
    private static DicomTag Pattern(DicomTag tag) => tag.IsPrivate ? new DicomTag(tag.Group, 0) : tag;

    private static ReportLine Line(string path, DeidentificationAction action, string rule, string? remark, int count) =>
        new(path, action.ToString(), rule, remark, count);

    private static void Increment<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}

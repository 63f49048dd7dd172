using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Keys of one data set or item that all have to match; those of a sequence in one of its items (PS3.4 C.2.2.2.6).</summary>
internal sealed class KeyGroup
{
    private readonly IReadOnlyList<(AttributeStep Attribute, IReadOnlyList<IdentifierMatcher> Values)> _own;
    private readonly IReadOnlyList<(AttributeStep Sequence, KeyGroup Keys)> _items;

    /// <param name="keys">The keys.</param>
    /// <param name="depth">How many sequences they stand in here.</param>
    public KeyGroup(IReadOnlyList<CohortKey> keys, int depth = 0)
    {
        _own = [.. keys.Where(key => key.Attribute.Steps.Count == depth + 1).Select(key => (key.Attribute.Steps[depth], MatchersOf(key)))];
        _items =
        [
            .. keys.Where(key => key.Attribute.Steps.Count > depth + 1).GroupBy(key => key.Attribute.Steps[depth])
                .Select(sequence => (sequence.Key, new KeyGroup([.. sequence], depth + 1))),
        ];
    }

    public bool Matches(DicomDataset candidate) =>
        _own.All(key => Align(candidate, key.Attribute) is var aligned && key.Values.Any(value => value.Matches(aligned)))
        && _items.All(sequence => sequence.Sequence.TryLocate(candidate, out var tag) && candidate.TryGetSequence(tag.Value, out var items) && items.Any(sequence.Keys.Matches));

    private static IReadOnlyList<IdentifierMatcher> MatchersOf(CohortKey key)
    {
        var attribute = new AttributePath(key.Attribute.Steps[^1]);
        return [.. key.Values.Select(value => new IdentifierMatcher(IdentifierForm.Make([(attribute, [value])], [])))];
    }

    /// <summary>A private attribute where the key has it: blocks of the candidate may lie elsewhere.</summary>
    private static DicomDataset Align(DicomDataset candidate, AttributeStep attribute)
    {
        if (attribute.Creator is null)
            return candidate;
        var aligned = new DicomDataset();
        if (candidate.TryGetItem(DicomTag.SpecificCharacterSet, out var set))
            aligned.AddOrUpdate(set.Clone());
        if (attribute.TryLocate(candidate, out var tag) && candidate[tag.Value] is DicomElement { Stored: null } element)
            aligned.AddOrUpdate(new DicomElement(attribute.Reserve(aligned), attribute.VR, element.Value));
        return aligned;
    }
}

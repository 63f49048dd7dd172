using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Matches answers once more by the standard's rules: some PACS ignore keys, others match more than they should.</summary>
internal sealed class KeyFilter
{
    private readonly IReadOnlyList<(string Root, IReadOnlyList<CohortKey> Keys, bool IsTrusted, KeyGroup Group)> _keys;

    public KeyFilter(IEnumerable<CohortKey> keys, PacsProfile profile)
    {
        _keys =
        [
            .. keys.GroupBy(key => key.Attribute.Root, StringComparer.Ordinal).Select(root => (
                root.Key, (IReadOnlyList<CohortKey>)[.. root],
                profile.UnreturnedKeys.Contains(root.Key) && !profile.UnmatchedKeys.Contains(root.Key), new KeyGroup([.. root]))),
        ];
    }

    /// <summary>Null when every key matches; else the first that does not, or of which nobody can know.</summary>
    public LeftOut? Judge(DicomDataset answer)
    {
        foreach (var (root, keys, isTrusted, group) in _keys)
        {
            var isSaid = keys.All(key => key.Attribute.Read(answer) is { Count: > 0 });
            if (!isSaid && isTrusted)
                continue;
            if (!group.Matches(answer))
                return new LeftOut(Reasons.OfKey(root), IsUnknown: !isSaid);
        }

        return null;
    }
}

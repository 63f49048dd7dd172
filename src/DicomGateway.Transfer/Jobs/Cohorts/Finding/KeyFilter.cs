using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Matches answers once more by the standard's rules: some PACS ignore keys, others match more than they should.</summary>
internal sealed class KeyFilter
{
    private readonly IReadOnlyList<(CohortKey Key, bool IsTrusted, IReadOnlyList<IdentifierMatcher> Matchers)> _keys;

    public KeyFilter(IEnumerable<CohortKey> keys, PacsProfile profile)
    {
        _keys =
        [
            .. keys.Select(key => (
                key,
                profile.UnreturnedKeys.Contains(key.Keyword) && !profile.UnmatchedKeys.Contains(key.Keyword),
                (IReadOnlyList<IdentifierMatcher>)[.. key.Values.Select(value => new IdentifierMatcher(IdentifierForm.Make([(key.Tag, [value])], [])))])),
        ];
    }

    /// <summary>Null when every key matches; else the first that does not, or of which nobody can know.</summary>
    public LeftOut? Judge(DicomDataset answer)
    {
        foreach (var (key, isTrusted, matchers) in _keys)
        {
            var isSaid = answer.GetStrings(key.Tag).Any(value => value.Trim(' ', '\0').Length > 0);
            if (!isSaid && isTrusted)
                continue;
            if (!matchers.Any(matcher => matcher.Matches(answer)))
                return new LeftOut(Reasons.OfKey(key.Keyword), IsUnknown: !isSaid);
        }

        return null;
    }
}

using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>List of UID matching (PS3.4 C.2.2.2.2), and single value matching of what takes no wildcards: one of the values is one of those asked for.</summary>
internal sealed class ExactMatch(DicomTag tag, IReadOnlyList<string> values) : IKeyMatch
{
    private readonly HashSet<string> _values = values.Select(value => value.Trim(' ', '\0')).Where(value => value.Length > 0).ToHashSet(StringComparer.Ordinal);

    public bool Matches(DicomDataset candidate)
    {
        foreach (var value in candidate.GetStrings(tag))
        {
            if (_values.Contains(value.Trim(' ', '\0')))
                return true;
        }

        return false;
    }
}

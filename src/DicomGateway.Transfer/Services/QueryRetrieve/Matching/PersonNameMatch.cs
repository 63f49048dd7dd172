using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>
/// Matching of names (PS3.4 C.2.2.2.1): case does not matter, nor do delimiters of empty components at the end. A key of one component group is looked
/// for in every group of the name; one of several is compared group by group.
/// </summary>
internal sealed class PersonNameMatch(DicomTag tag, IReadOnlyList<string> values) : IKeyMatch
{
    private readonly IReadOnlyList<string[]> _names = [.. values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => FoldedName.Groups(value.Trim()))];

    public bool Matches(DicomDataset candidate)
    {
        foreach (var value in candidate.GetStrings(tag))
        {
            var found = FoldedName.Groups(value);
            foreach (var asked in _names)
            {
                if (asked.Length == 1 ? found.Any(group => IsSame(asked[0], group)) : AreSame(asked, found))
                    return true;
            }
        }

        return false;
    }

    private static bool AreSame(string[] asked, string[] found)
    {
        for (var i = 0; i < asked.Length; i++)
        {
            if (asked[i].Length > 0 && !IsSame(asked[i], i < found.Length ? found[i] : ""))
                return false;
        }

        return true;
    }

    private static bool IsSame(string asked, string found)
    {
        if (found.Length == 0)
            return false;
        if (Wildcard.Matches(asked, found))
            return true;

        // A pattern with more components than the name has is compared with the empty components that the name leaves out.
        var missing = asked.AsSpan().Count('^') - found.AsSpan().Count('^');
        return missing > 0 && Wildcard.IsIn(asked) && Wildcard.Matches(asked, found + new string('^', missing));
    }
}

using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>Single value and wildcard matching of text (PS3.4 C.2.2.2.1, C.2.2.2.4): case matters, spaces around a value do not.</summary>
internal sealed class TextMatch(DicomTag tag, IReadOnlyList<string> values) : IKeyMatch
{
    private readonly IReadOnlyList<string> _patterns = [.. values.Select(value => value.Trim()).Where(value => value.Length > 0)];

    /// <summary>Nothing but asterisks matches everything, no value included (PS3.4 C.2.2.2.4).</summary>
    public static bool IsUniversal(IReadOnlyList<string> values) => values.Any(value => value.Trim() is { Length: > 0 } text && text.All(letter => letter == '*'));

    public bool Matches(DicomDataset candidate)
    {
        foreach (var value in candidate.GetStrings(tag))
        {
            var text = value.AsSpan().Trim();
            foreach (var pattern in _patterns)
            {
                if (Wildcard.Matches(pattern, text))
                    return true;
            }
        }

        return false;
    }
}

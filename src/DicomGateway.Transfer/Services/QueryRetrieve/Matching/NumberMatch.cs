using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>Single value matching of IS and DS: numbers that are equal, however they are written.</summary>
internal sealed class NumberMatch(DicomTag tag, IReadOnlyList<string> values) : IKeyMatch
{
    private readonly IReadOnlyList<(string Text, decimal? Number)> _values = [.. values.Select(Read).Where(value => value.Text.Length > 0)];

    public bool Matches(DicomDataset candidate) => candidate.GetStrings(tag).Select(Read).Any(found => _values.Any(asked => IsSame(asked, found)));

    private static bool IsSame((string Text, decimal? Number) asked, (string Text, decimal? Number) found) =>
        asked.Number is { } number && found.Number is { } other ? number == other : string.Equals(asked.Text, found.Text, StringComparison.Ordinal);

    private static (string Text, decimal? Number) Read(string value)
    {
        var text = value.Trim();
        return (text, decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);
    }
}

using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>Group lengths, command elements, file meta elements in the data set and trailing padding.</summary>
internal sealed class NonDataRule : IDeidentificationRule
{
    private const uint TrailingPadding = 0xFFFCFFFC;

    public string Name => "non-data";

    public ElementDecision? Apply(DicomItem item, ElementPlace place) =>
        item.Tag.IsGroupLength || item.Tag.Value == TrailingPadding || item.Tag.Group is 0x0000 or 0x0002 ? ElementDecision.Remove : null;

    public string Describe() => "Removes group lengths, elements of groups 0000 and 0002 in the data set, and Data Set Trailing Padding.";
}

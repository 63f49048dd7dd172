using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>Row "(gggg,eeee) gggg odd" of the table.</summary>
internal sealed class PrivateRule : IDeidentificationRule
{
    public string Name => "private";

    public ElementDecision? Apply(DicomItem item, ElementPlace place) => item.Tag.IsPrivate ? ElementDecision.Remove : null;

    public string Describe() => "Removes every private element, with its sequences and the elements that reserve private blocks.";
}

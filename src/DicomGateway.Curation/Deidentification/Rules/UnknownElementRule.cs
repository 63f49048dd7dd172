using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>Elements of even groups that the dictionary does not know: nobody can say what they hold.</summary>
internal sealed class UnknownElementRule : IDeidentificationRule
{
    public string Name => "unknown";

    public ElementDecision? Apply(DicomItem item, ElementPlace place) =>
        DicomDictionary.Find(item.Tag) is null ? new ElementDecision(DeidentificationAction.Remove, null, "not in the dictionary") : null;

    public string Describe() => "Removes standard-group elements that are not in the data dictionary.";
}

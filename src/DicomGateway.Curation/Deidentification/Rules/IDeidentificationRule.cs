using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>One rule for elements. The first that takes an element decides.</summary>
internal interface IDeidentificationRule
{
    string Name { get; }

    /// <summary>The decision, or null when the element is none of the rule's business.</summary>
    ElementDecision? Apply(DicomItem item, ElementPlace place);

    /// <summary>What the rule does, as a sentence for the printed policy.</summary>
    string Describe();
}

using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Deidentification.Tables;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>What the rules may ask about the instance at hand.</summary>
internal sealed class InstanceContext(DicomDataset original, IodTables iods, ProjectPseudonyms pseudonyms)
{
    private readonly DicomUID _sopClass = original.GetUID(DicomTag.SOPClassUID) ?? new DicomUID(string.Empty);

    public DicomDataset Original { get; } = original;

    public ProjectPseudonyms Pseudonyms { get; } = pseudonyms;

    public DicomUID SopClass => _sopClass;

    /// <summary>The pseudonym that the patient of this instance has in the project.</summary>
    public string PatientPseudonym { get; } = pseudonyms.Patient(original);

    /// <summary>
    /// True when the Common Instance Reference module (PS3.3 C.12.2) is there: it would be wrong without the references that it lists.
    /// </summary>
    public bool ListsItsReferences { get; } = original.Contains(DicomTag.ReferencedSeriesSequence);

    public AttributeRequirement RequirementOf(ReadOnlySpan<DicomTag> path) => iods.Resolve(_sopClass, path);
}

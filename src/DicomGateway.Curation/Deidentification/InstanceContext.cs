using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>What the rules may ask about the instance at hand.</summary>
internal sealed class InstanceContext(DicomDataset original, IAttributeRequirements requirements, ProjectPseudonyms pseudonyms)
{
    public DicomDataset Original { get; } = original;

    public IAttributeRequirements Requirements { get; } = requirements;

    public ProjectPseudonyms Pseudonyms { get; } = pseudonyms;

    public string SopClassUid { get; } = original.GetUID(DicomTag.SOPClassUID)?.UID ?? string.Empty;

    /// <summary>The pseudonym that the patient of this instance has in the project.</summary>
    public string PatientPseudonym { get; } = pseudonyms.Patient(original);
}

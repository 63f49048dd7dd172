using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Validation.Checks;

/// <summary>A Patient ID that names somebody, unless the project gives such studies a patient of their own.</summary>
internal sealed class PatientIdCheck(CurationOptions options) : IValidationCheck
{
    private readonly PlaceholderPatientIds _placeholders = new(options.PlaceholderPatientIds);

    public IEnumerable<Finding> Check(DescribedStudy study)
    {
        if (options.KeyPatientByStudy)
            yield break;
        var without = study.Instances.Count(instance => instance.ReadError is null && _placeholders.Contains(instance.PatientId));
        if (without > 0)
        {
            yield return new Finding(
                "patient.no-id", FindingSeverity.Hold, "(0010,0020)",
                $"{without} objects have an empty or placeholder Patient ID: patients would share a pseudonym. Correct it at the source, or key the project's patients by study.");
        }
    }
}

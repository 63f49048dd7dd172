using DicomGateway.Curation.Metadata;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>A project's pseudonyms: the same for the same input, whenever and in whatever order it comes.</summary>
internal sealed class ProjectPseudonyms(ProjectKey key, CurationOptions options, PatientMerges merges)
{
    // The issuer and the identifier must not run into each other.
    private const char Separator = '\u001F';

    private readonly PlaceholderPatientIds _placeholders = new(options.PlaceholderPatientIds);

    public UidMap Uids { get; } = new(key);

    public string KeyFingerprint => key.Fingerprint;

    /// <summary>The pseudonym of the patient that the data set names; a patient of the study's own where it names none.</summary>
    public string Patient(DicomDataset dataset)
    {
        var id = dataset.GetStringOrEmpty(DicomTag.PatientID).Trim();
        if (options.KeyPatientByStudy && _placeholders.Contains(id))
            return Text(key, options, "study-patient"u8, dataset.GetStringOrEmpty(DicomTag.StudyInstanceUID).Trim());
        return OfPerson(key, options, merges.Survivor(PatientIdentity.Of(PatientIssuer.Of(dataset), id, options)));
    }

    /// <summary>The pseudonym of a person by the identity that survives.</summary>
    public static string OfPerson(ProjectKey key, CurationOptions options, PatientIdentity person) =>
        Text(key, options, "patient"u8, person.Issuer + Separator + person.Id);

    private static string Text(ProjectKey key, CurationOptions options, ReadOnlySpan<byte> purpose, string identity) => options.PseudonymPrefix + Base32.Encode(key.Hmac(purpose, identity).AsSpan(0, 10));
}

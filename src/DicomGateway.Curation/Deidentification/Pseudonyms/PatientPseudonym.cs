using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>The pseudonym that de-identification gives a person, for lists of what is out under which.</summary>
public static class PatientPseudonym
{
    /// <param name="key">The project's key.</param>
    /// <param name="options">The project's options, or those of the profile version that a study keeps.</param>
    /// <param name="person">The identity that the person goes by.</param>
    public static string Of(ProjectKey key, CurationOptions options, PatientIdentity person) => ProjectPseudonyms.OfPerson(key, options, person);
}

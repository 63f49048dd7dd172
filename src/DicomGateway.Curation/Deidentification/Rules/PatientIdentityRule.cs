using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>Patient ID and Patient's Name: the pseudonym takes the dummy's place.</summary>
internal sealed class PatientIdentityRule : IDeidentificationRule
{
    public string Name => "patient-pseudonym";

    public ElementDecision? Apply(DicomItem item, ElementPlace place)
    {
        if (item.Tag != DicomTag.PatientID && item.Tag != DicomTag.PatientName)
            return null;
        var vr = item.Tag == DicomTag.PatientID ? DicomVR.LO : DicomVR.PN;
        return new ElementDecision(DeidentificationAction.Replace, DummyValue.OfText(item.Tag, vr, Pseudonym(place)));
    }

    public string Describe() =>
        "Replaces Patient ID and Patient's Name by a pseudonym made of the project's key, the issuer of the Patient ID (or the project's default issuer) and the trimmed Patient ID.";

    // An item may name another patient than the object does.
    private static string Pseudonym(ElementPlace place) =>
        place.IsTop || place.Dataset.GetStringOrEmpty(DicomTag.PatientID).Trim().Length == 0
            ? place.Instance.PatientPseudonym
            : place.Instance.Pseudonyms.Patient(place.Dataset);
}

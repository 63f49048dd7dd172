using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.Phantom.Headers;

/// <summary>Sequences that hide identities one and two levels down.</summary>
internal static class PhantomSequences
{
    public static void Add(DicomDataset dataset, PhantomVisit visit)
    {
        var identity = visit.Identity;
        Nest(dataset, DicomTag.OtherPatientIDsSequence)
            .AddOrUpdate(DicomTag.PatientID, identity.OtherPatientId)
            .AddOrUpdate(DicomTag.IssuerOfPatientID, identity.Station)
            .AddOrUpdate(DicomTag.TypeOfPatientID, "TEXT");
        var physician = Nest(dataset, DicomTag.ReferringPhysicianIdentificationSequence)
            .AddOrUpdate(DicomTag.InstitutionName, identity.Institution)
            .AddOrUpdate(DicomTag.PersonAddress, identity.InstitutionAddress)
            .AddOrUpdate(DicomTag.PersonTelephoneNumbers, identity.Telephone);
        Code(physician, DicomTag.PersonIdentificationCodeSequence, identity.AdmissionId, "99PHANTOM", "Physician of " + identity.AccessionNumber);
        Nest(dataset, DicomTag.RequestAttributesSequence)
            .AddOrUpdate(DicomTag.RequestedProcedureID, identity.StudyId)
            .AddOrUpdate(DicomTag.ScheduledProcedureStepID, identity.StudyId)
            .AddOrUpdate(DicomTag.RequestedProcedureDescription, "Follow-up of " + identity.PatientId)
            .AddOrUpdate(DicomTag.ReasonForTheRequestedProcedure, "Asked by " + identity.ReferringPhysician.Split('=')[0]);
        AddOriginalAttributes(dataset, identity);
        Nest(dataset, DicomTag.ReferencedStudySequence)
            .AddOrUpdate(DicomTag.ReferencedSOPClassUID, new DicomUID("1.2.840.10008.3.1.2.3.1"))
            .AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, visit.Uids.Make("study"));
    }

    /// <summary>Adds a sequence with one item and gives the item, which is filled in place so that it inherits the character set.</summary>
    public static DicomDataset Nest(DicomDataset dataset, DicomTag tag)
    {
        var item = new DicomDataset();
        dataset.AddOrUpdate(tag, item);
        return item;
    }

    public static void Code(DicomDataset dataset, DicomTag tag, string value, string scheme, string meaning) =>
        Nest(dataset, tag)
            .AddOrUpdate(DicomTag.CodeValue, value)
            .AddOrUpdate(DicomTag.CodingSchemeDesignator, scheme)
            .AddOrUpdate(DicomTag.CodeMeaning, meaning);

    // What a PACS leaves behind when it corrects a name: the old one.
    private static void AddOriginalAttributes(DicomDataset dataset, PhantomIdentity identity)
    {
        var original = Nest(dataset, DicomTag.OriginalAttributesSequence)
            .AddOrUpdate(DicomTag.SourceOfPreviousValues, identity.Station)
            .AddOrUpdate(DicomTag.AttributeModificationDateTime, PhantomIdentity.Da(identity.StudyDate) + "235900")
            .AddOrUpdate(DicomTag.ModifyingSystem, identity.Station)
            .AddOrUpdate(DicomTag.ReasonForTheAttributeModification, "CORRECT");
        Nest(original, DicomTag.ModifiedAttributesSequence)
            .AddOrUpdate(DicomTag.PatientName, identity.PatientBirthName)
            .AddOrUpdate(DicomTag.PatientID, identity.OtherPatientId);
    }
}

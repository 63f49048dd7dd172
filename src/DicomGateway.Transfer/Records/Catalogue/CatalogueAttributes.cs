using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Which attributes of the copies the catalogue keeps, by level (PS3.4 C.6.1.1, C.6.2.1 and what PACS commonly return besides).</summary>
public static class CatalogueAttributes
{
    public static IReadOnlyList<DicomTag> Patient { get; } =
    [
        DicomTag.PatientName, DicomTag.PatientID, DicomTag.IssuerOfPatientID, DicomTag.PatientBirthDate, DicomTag.PatientBirthTime, DicomTag.PatientSex,
        DicomTag.EthnicGroups, DicomTag.PatientSpeciesDescription, DicomTag.ClinicalTrialSponsorName, DicomTag.ClinicalTrialProtocolID,
        DicomTag.ClinicalTrialProtocolName, DicomTag.ClinicalTrialSiteID, DicomTag.ClinicalTrialSubjectID, DicomTag.ClinicalTrialSubjectReadingID,
        DicomTag.PatientIdentityRemoved,
    ];

    public static IReadOnlyList<DicomTag> Study { get; } =
    [
        DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.AccessionNumber, DicomTag.ReferringPhysicianName, DicomTag.TimezoneOffsetFromUTC,
        DicomTag.StudyDescription, DicomTag.ProcedureCodeSequence, DicomTag.NameOfPhysiciansReadingStudy, DicomTag.AdmittingDiagnosesDescription,
        DicomTag.PatientAge, DicomTag.PatientSize, DicomTag.PatientWeight, DicomTag.Occupation, DicomTag.AdditionalPatientHistory,
        DicomTag.ClinicalTrialTimePointID, DicomTag.ClinicalTrialTimePointDescription, DicomTag.DeidentificationMethod, DicomTag.StudyInstanceUID,
        DicomTag.StudyID,
    ];

    public static IReadOnlyList<DicomTag> Series { get; } =
    [
        DicomTag.SeriesDate, DicomTag.SeriesTime, DicomTag.Modality, DicomTag.Manufacturer, DicomTag.InstitutionName, DicomTag.StationName,
        DicomTag.SeriesDescription, DicomTag.PerformingPhysicianName, DicomTag.OperatorsName, DicomTag.ManufacturerModelName, DicomTag.BodyPartExamined,
        DicomTag.MagneticFieldStrength, DicomTag.SoftwareVersions, DicomTag.ProtocolName, DicomTag.PatientPosition, DicomTag.SeriesInstanceUID,
        DicomTag.SeriesNumber, DicomTag.Laterality, DicomTag.FrameOfReferenceUID, DicomTag.PerformedProcedureStepStartDate,
        DicomTag.PerformedProcedureStepStartTime, DicomTag.PerformedProcedureStepID, DicomTag.PerformedProcedureStepDescription,
        DicomTag.RequestAttributesSequence,
    ];

    public static IReadOnlyList<DicomTag> Instance { get; } =
    [
        DicomTag.ImageType, DicomTag.InstanceCreationDate, DicomTag.InstanceCreationTime, DicomTag.SOPClassUID, DicomTag.SOPInstanceUID,
        DicomTag.AcquisitionDate, DicomTag.ContentDate, DicomTag.AcquisitionDateTime, DicomTag.AcquisitionTime, DicomTag.ContentTime,
        DicomTag.SliceThickness, DicomTag.AcquisitionNumber, DicomTag.InstanceNumber, DicomTag.SliceLocation, DicomTag.NumberOfFrames, DicomTag.Rows,
        DicomTag.Columns, DicomTag.BitsAllocated, DicomTag.SamplesPerPixel, DicomTag.PhotometricInterpretation, DicomTag.ContentLabel,
        DicomTag.ContentDescription, DicomTag.ConceptNameCodeSequence, DicomTag.CompletionFlag, DicomTag.VerificationFlag,
        DicomTag.DocumentTitle, DicomTag.ObservationDateTime,
    ];
}

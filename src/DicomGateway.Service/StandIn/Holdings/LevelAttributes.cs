using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>What is kept of each header for queries: the keys of PS3.4 C.6 and those that users often ask for. The rest stays in the files.</summary>
internal static class LevelAttributes
{
    public static IReadOnlyList<DicomTag> Study { get; } =
    [
        DicomTag.PatientName, DicomTag.PatientID, DicomTag.IssuerOfPatientID, DicomTag.PatientBirthDate, DicomTag.PatientBirthTime, DicomTag.PatientSex,
        DicomTag.OtherPatientIDsSequence, DicomTag.EthnicGroup, DicomTag.PatientComments, DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.AccessionNumber,
        DicomTag.IssuerOfAccessionNumberSequence, DicomTag.StudyID, DicomTag.StudyInstanceUID, DicomTag.StudyDescription, DicomTag.ProcedureCodeSequence,
        DicomTag.ReferringPhysicianName, DicomTag.NameOfPhysiciansReadingStudy, DicomTag.AdmittingDiagnosesDescription, DicomTag.PatientAge,
        DicomTag.PatientSize, DicomTag.PatientWeight, DicomTag.Occupation, DicomTag.AdditionalPatientHistory, DicomTag.InstitutionName,
    ];

    public static IReadOnlyList<DicomTag> Series { get; } =
    [
        DicomTag.Modality, DicomTag.SeriesNumber, DicomTag.SeriesInstanceUID, DicomTag.SeriesDescription, DicomTag.SeriesDate, DicomTag.SeriesTime,
        DicomTag.BodyPartExamined, DicomTag.Laterality, DicomTag.ProtocolName, DicomTag.OperatorsName, DicomTag.PerformingPhysicianName, DicomTag.StationName,
        DicomTag.InstitutionName, DicomTag.Manufacturer, DicomTag.ManufacturerModelName, DicomTag.RequestAttributesSequence, DicomTag.FrameOfReferenceUID,
        DicomTag.PerformedProcedureStepStartDate, DicomTag.PerformedProcedureStepStartTime, DicomTag.PerformedProcedureStepID,
        DicomTag.PerformedProcedureStepDescription,
    ];

    public static IReadOnlyList<DicomTag> Image { get; } =
    [
        DicomTag.InstanceNumber, DicomTag.SOPInstanceUID, DicomTag.SOPClassUID, DicomTag.ContentDate, DicomTag.ContentTime, DicomTag.AcquisitionNumber,
        DicomTag.AcquisitionDate, DicomTag.AcquisitionTime, DicomTag.AcquisitionDateTime, DicomTag.InstanceCreationDate, DicomTag.InstanceCreationTime,
        DicomTag.ImageType, DicomTag.Rows, DicomTag.Columns, DicomTag.BitsAllocated, DicomTag.NumberOfFrames, DicomTag.SliceThickness,
        DicomTag.ImageComments, DicomTag.ContentLabel, DicomTag.ConceptNameCodeSequence,
    ];

    /// <summary>A copy of these attributes, with the character set that they are written in.</summary>
    public static DicomDataset Take(DicomDataset header, IReadOnlyList<DicomTag> tags)
    {
        var taken = new DicomDataset();
        foreach (var tag in tags.Prepend(DicomTag.SpecificCharacterSet))
        {
            if (header.TryGetItem(tag, out var item) && item is not DicomElement { Stored: not null })
                taken.AddOrUpdate(Copy(item));
        }

        return taken;
    }

    /// <summary>Detached from the buffer of the whole header, which would stay in memory otherwise.</summary>
    private static DicomItem Copy(DicomItem item) => item switch
    {
        DicomElement element => new DicomElement(element.Tag, element.VR, element.Value.ToArray()),
        _ => item.Clone(),
    };
}

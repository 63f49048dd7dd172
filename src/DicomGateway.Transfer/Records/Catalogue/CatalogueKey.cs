namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>
/// By what the catalogue finds without looking through it. The numbers are stored: below 100 the value belongs to a study, from there on to a patient.
/// The last ones stand in the rows of series and instances.
/// </summary>
public enum CatalogueKey
{
    PatientId = 1,

    /// <summary>Each component group in capitals, without empty components at the end.</summary>
    PatientName = 2,
    StudyDate = 3,
    AccessionNumber = 4,
    StudyId = 5,
    ModalityInStudy = 6,
    StudyInstanceUid = 7,
    PatientIdOfPatient = 101,
    PatientNameOfPatient = 102,
    SeriesInstanceUid = 1001,
    Modality = 1002,
    SopInstanceUid = 2001,
    SopClassUid = 2002,
}

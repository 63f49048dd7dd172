namespace DicomGateway.Transfer.Services.QueryRetrieve;

/// <summary>Which hierarchy a query or retrieval speaks of (PS3.4 C.3).</summary>
public enum InformationModel
{
    /// <summary>Patient, study, series, composite object.</summary>
    PatientRoot,

    /// <summary>Study with the patient's attributes, series, composite object.</summary>
    StudyRoot,
}

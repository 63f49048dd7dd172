using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>SOP classes of the information models (PS3.4 C.6).</summary>
internal static class QueryRetrieveClasses
{
    public static string Find(InformationModel model) => model == InformationModel.PatientRoot
        ? DicomUID.PatientRootQueryRetrieveInformationModelFind.UID
        : DicomUID.StudyRootQueryRetrieveInformationModelFind.UID;

    public static string Move(InformationModel model) => model == InformationModel.PatientRoot
        ? DicomUID.PatientRootQueryRetrieveInformationModelMove.UID
        : DicomUID.StudyRootQueryRetrieveInformationModelMove.UID;

    public static string Get(InformationModel model) => model == InformationModel.PatientRoot
        ? DicomUID.PatientRootQueryRetrieveInformationModelGet.UID
        : DicomUID.StudyRootQueryRetrieveInformationModelGet.UID;
}

using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.QueryRetrieve.Answering;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>The Query/Retrieve SOP classes that the node is SCP of.</summary>
internal static class QueryRetrieveServices
{
    public static DimseDispatch AddQueryRetrieve(this DimseDispatch dispatch, GatewayStorage storage, PeerDirectory peers, TimeProvider time, ILoggerFactory logs)
    {
        var holdings = new Holdings(storage.Records.Catalogue);
        var retrievals = new Retrievals(holdings, storage.Folder, new RetrievalAudit(storage.Records.Audit), time, logs.CreateLogger<Retrievals>());
        var find = new FindProvider(holdings, peers, logs.CreateLogger<FindProvider>());
        var move = new MoveProvider(retrievals, peers, time, logs.CreateLogger<MoveProvider>());
        var get = new GetProvider(retrievals, peers);
        return dispatch
            .Add(DimseCommandField.CFindRequest, DicomUID.PatientRootQueryRetrieveInformationModelFind.UID, find)
            .Add(DimseCommandField.CFindRequest, DicomUID.StudyRootQueryRetrieveInformationModelFind.UID, find)
            .Add(DimseCommandField.CMoveRequest, DicomUID.PatientRootQueryRetrieveInformationModelMove.UID, move)
            .Add(DimseCommandField.CMoveRequest, DicomUID.StudyRootQueryRetrieveInformationModelMove.UID, move)
            .Add(DimseCommandField.CGetRequest, DicomUID.PatientRootQueryRetrieveInformationModelGet.UID, get)
            .Add(DimseCommandField.CGetRequest, DicomUID.StudyRootQueryRetrieveInformationModelGet.UID, get);
    }
}

using System.Net;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Service.StandIn.Committing;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Querying;
using DicomGateway.Service.StandIn.Retrieving;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn;

/// <summary>
/// A PACS and archive over a folder, so that the demonstration, tests and rehearsals need nothing else. It does as the standard says, or goes wrong as a
/// script says.
/// </summary>
internal sealed class StandInPacs : IAsyncDisposable
{
    private readonly DicomServer _server;
    private readonly StandInJournal _journal;
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="options">How it is set up; the folder is made when missing.</param>
    /// <param name="index">What it holds; null to read the folder.</param>
    /// <param name="journal">Where it writes what it was asked; null for nowhere. The stand-in closes it.</param>
    /// <param name="time">The clock of pauses and of the journal; null for the system's.</param>
    public StandInPacs(StandInOptions options, ArchiveIndex? index = null, StandInJournal? journal = null, TimeProvider? time = null)
    {
        Directory.CreateDirectory(options.Folder);
        var clock = time ?? TimeProvider.System;
        _journal = journal ?? new StandInJournal(clock);
        var context = new StandInContext(options, index ?? ArchiveIndex.Of(options.Folder), new ScriptedFaults(options.Script), _journal, clock, _stopping.Token);
        Folder = options.Folder;
        Index = context.Index;
        Archive = new FolderArchive(context);
        _server = new DicomServer(new DicomServerOptions { Listeners = [new ListenerOptions(options.EndPoint)] }, new OpenPolicy(context), Services(context), time: time);
    }

    public string Folder { get; }

    public ArchiveIndex Index { get; }

    public FolderArchive Archive { get; }

    public IPEndPoint EndPoint => _server.EndPoints[0];

    public void Start() => _server.Start();

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(TimeSpan.FromSeconds(2));
        await _stopping.CancelAsync();
        _stopping.Dispose();
        _journal.Dispose();
    }

    private DimseDispatch Services(StandInContext context)
    {
        var (find, move, get) = (new FindAnswer(context), new RetrieveAnswer(context, StandInOperation.Move), new RetrieveAnswer(context, StandInOperation.Get));
        return new DimseDispatch()
            .Add(DimseCommandField.CStoreRequest, null, Archive)
            .Add(DimseCommandField.CEchoRequest, DicomUID.Verification.UID, new EchoAnswer())
            .Add(DimseCommandField.NActionRequest, DicomUID.StorageCommitmentPushModel.UID, new CommitmentAnswer(context))
            .Add(DimseCommandField.CFindRequest, DicomUID.PatientRootQueryRetrieveInformationModelFind.UID, find)
            .Add(DimseCommandField.CFindRequest, DicomUID.StudyRootQueryRetrieveInformationModelFind.UID, find)
            .Add(DimseCommandField.CMoveRequest, DicomUID.PatientRootQueryRetrieveInformationModelMove.UID, move)
            .Add(DimseCommandField.CMoveRequest, DicomUID.StudyRootQueryRetrieveInformationModelMove.UID, move)
            .Add(DimseCommandField.CGetRequest, DicomUID.PatientRootQueryRetrieveInformationModelGet.UID, get)
            .Add(DimseCommandField.CGetRequest, DicomUID.StudyRootQueryRetrieveInformationModelGet.UID, get);
    }
}

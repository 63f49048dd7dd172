using System.Collections.Concurrent;
using System.Net;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Tests.Services.QueryRetrieve.User;

/// <summary>A PACS in this process that answers as the test says.</summary>
internal sealed class ScriptedPacs : IAssociationPolicy, IAssociationObserver, IDimseHandler, IAsyncDisposable
{
    private DicomServer _server;
    private int _open;

    public ScriptedPacs() => _server = Start(0);

    /// <summary>Answers a request and its identifier.</summary>
    public Func<DimseRequest, DicomDataset, Task> Answer { get; set; } = (request, _) => request.RespondAsync(DimseStatus.Success).AsTask();

    public Func<PresentationContextProposal, string?> Choose { get; set; } = context => context.TransferSyntaxes[0];

    public ConcurrentQueue<AssociationProposal> Proposals { get; } = new();

    public ConcurrentQueue<DicomDataset> Identifiers { get; } = new();

    /// <summary>Associations that are open.</summary>
    public int Open => Volatile.Read(ref _open);

    public DicomClientOptions Client => new() { Host = "127.0.0.1", Port = _server.EndPoints[0].Port, CalledAeTitle = "PACS", CallingAeTitle = "NODE" };

    public QueryRetrieveUserOptions Options => new() { Client = Client };

    public static async Task MatchAsync(DimseRequest request, DicomDataset match)
    {
        var bytes = DicomDatasetWriter.ToArray(match, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax));
        await using var source = DimseDataSource.FromMemory(bytes);
        await request.RespondAsync(DimseCommands.Response(request.Command, DimseStatus.Pending), source, CancellationToken.None);
    }

    public static async Task CountAsync(DimseRequest request, DimseStatus status, SuboperationCounts counts, params string[] failed)
    {
        var response = DimseCommands.Response(request.Command, status);
        response.Suboperations = counts;
        if (failed.Length == 0)
        {
            await request.RespondAsync(response, null, CancellationToken.None);
            return;
        }

        var list = new DicomDataset().AddOrUpdate(DicomTag.FailedSOPInstanceUIDList, failed);
        await using var source = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(list, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)));
        await request.RespondAsync(response, source, CancellationToken.None);
    }

    public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken)
    {
        Proposals.Enqueue(proposal);
        return ValueTask.FromResult<AssociationDecision>(AssociationDecision.Accept(proposal, Choose) with { Roles = proposal.Request.UserInformation.Roles });
    }

    public void Established(AssociationInfo association) => Interlocked.Increment(ref _open);

    public void Ended(AssociationInfo association, Network.DicomAssociationException? failure) => Interlocked.Decrement(ref _open);

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var bytes = await request.DataSet!.ReadToEndAsync(1 << 20, cancellationToken);
        var identifier = DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)).Dataset;
        Identifiers.Enqueue(identifier);
        _ = Task.Run(() => Answer(request, identifier), CancellationToken.None);
    }

    /// <summary>Ends all associations and is there again.</summary>
    public async Task RestartAsync()
    {
        var port = _server.EndPoints[0].Port;
        await _server.DisposeAsync();
        _server = Start(port);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private DicomServer Start(int port)
    {
        var server = new DicomServer(new DicomServerOptions { Listeners = [new ListenerOptions(new IPEndPoint(IPAddress.Loopback, port))] }, this, this, this);
        server.Start();
        return server;
    }
}

using System.Net;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.StorageCommitment;

namespace DicomGateway.Transfer.Tests.Services.StorageCommitment;

/// <summary>A requester that listens for reports, or rejects them for a while.</summary>
internal sealed class ReportingPeer : IAssociationPolicy, IAsyncDisposable
{
    private readonly DicomServer _server;

    public ReportingPeer()
    {
        _server = new DicomServer(new DicomServerOptions { Listeners = [new ListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))] }, this, new CommitmentReportProvider(Reports));
        _server.Start();
    }

    public Reports Reports { get; } = new();

    public int Port => _server.EndPoints[0].Port;

    public bool IsUp { get; set; } = true;

    public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken) => ValueTask.FromResult<AssociationDecision>(
        IsUp
            ? AssociationDecision.Accept(proposal, context => context.TransferSyntaxes[0]) with { Roles = CommitmentCallers.Roles }
            : AssociationDecision.RejectForNow());

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

using System.Net;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.Tests.Sending;

/// <summary>A storage SCP that takes any SOP class in the transfer syntaxes that it is told, and keeps the bytes of every data set.</summary>
internal sealed class TakingPeer : IAssociationPolicy, IDimseHandler, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _takes;
    private readonly Dictionary<string, (string TransferSyntax, byte[] Bytes)> _kept = [];
    private readonly DicomServer _server;

    public TakingPeer(params IEnumerable<string> transferSyntaxes)
    {
        _takes = [.. transferSyntaxes];
        _server = new DicomServer(new DicomServerOptions { Listeners = [new ListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))] }, this, this);
        _server.Start();
    }

    public DicomClientOptions Options => new() { Host = "127.0.0.1", Port = _server.EndPoints[0].Port, CalledAeTitle = "PEER", CallingAeTitle = "SENDER" };

    /// <summary>By SOP Instance UID.</summary>
    public IReadOnlyDictionary<string, (string TransferSyntax, byte[] Bytes)> Kept
    {
        get
        {
            lock (_gate)
                return new Dictionary<string, (string, byte[])>(_kept);
        }
    }

    public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken) =>
        ValueTask.FromResult<AssociationDecision>(AssociationDecision.Accept(proposal, context => context.TransferSyntaxes.FirstOrDefault(_takes.Contains)));

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        var bytes = (await request.DataSet!.ReadToEndAsync(1 << 20, cancellationToken)).ToArray();
        lock (_gate)
            _kept.Add(request.Command.AffectedSopInstanceUid!, (request.PresentationContext.TransferSyntax, bytes));
        await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

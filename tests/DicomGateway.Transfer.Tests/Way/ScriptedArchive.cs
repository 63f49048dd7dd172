using System.Net;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Tests.Services.StorageCommitment;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>An archive that answers as the test says. It notes everything that it was sent.</summary>
internal sealed class ScriptedArchive : IAssociationPolicy, IAssociationObserver, IDimseHandler, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _held = [];
    private readonly List<(string Uid, string TransferSyntax)> _stores = [];
    private DicomServer? _server;
    private int _port;
    private int _open;

    /// <summary>Status for the n-th C-STORE; null breaks the connection without an answer.</summary>
    public Func<int, DimseStatus?> Answer { get; set; } = _ => DimseStatus.Success;

    /// <summary>Whether the n-th association is accepted.</summary>
    public Func<int, bool> Accepts { get; set; } = _ => true;

    public Func<PresentationContextProposal, string?> Choose { get; set; } = context => context.TransferSyntaxes[0];

    public Committer Committer { get; } = new();

    public int AssociationsAtOnce { get; set; } = int.MaxValue;

    public int Associations { get; private set; }

    public int Port => _port;

    /// <summary>Every C-STORE, repeated ones too.</summary>
    public IReadOnlyList<(string Uid, string TransferSyntax)> Stores
    {
        get
        {
            lock (_gate)
                return [.. _stores];
        }
    }

    /// <summary>Instances kept, by SOP Instance UID.</summary>
    public IReadOnlyDictionary<string, byte[]> Held
    {
        get
        {
            lock (_gate)
                return new Dictionary<string, byte[]>(_held);
        }
    }

    public void Up()
    {
        _server = new DicomServer(new DicomServerOptions { Listeners = [new ListenerOptions(new IPEndPoint(IPAddress.Loopback, _port))] }, this, this, this);
        _server.Start();
        _port = _server.EndPoints[0].Port;
    }

    public async Task DownAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
        _server = null;
    }

    public ValueTask<AssociationDecision> DecideAsync(AssociationProposal proposal, CancellationToken cancellationToken) => ValueTask.FromResult<AssociationDecision>(
        Volatile.Read(ref _open) < AssociationsAtOnce && Accepts(++Associations) ? AssociationDecision.Accept(proposal, Choose) : AssociationDecision.RejectForNow());

    public void Established(AssociationInfo association) => Interlocked.Increment(ref _open);

    public void Ended(AssociationInfo association, Network.DicomAssociationException? failure) => Interlocked.Decrement(ref _open);

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (request.Command.CommandField == Network.Dimse.Commands.DimseCommandField.NActionRequest)
        {
            await Committer.HandleAsync(request, cancellationToken);
            return;
        }

        if (request.Command.CommandField == Network.Dimse.Commands.DimseCommandField.CEchoRequest)
        {
            await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
            return;
        }

        var bytes = await request.DataSet!.ReadToEndAsync(64 << 20, cancellationToken);
        var uid = request.Command.AffectedSopInstanceUid!;
        int number;
        lock (_gate)
        {
            _stores.Add((uid, request.PresentationContext.TransferSyntax));
            number = _stores.Count;
        }

        if (Answer(number) is not { } status)
        {
            _ = DownAsync();
            return;
        }

        if (status.IsDone)
        {
            lock (_gate)
                _held[uid] = bytes.ToArray();
        }

        await request.RespondAsync(status, cancellationToken: cancellationToken);
    }

    public async ValueTask DisposeAsync() => await DownAsync();
}

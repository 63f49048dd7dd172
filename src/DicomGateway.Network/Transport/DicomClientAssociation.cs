using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Association.StateMachine;
using DicomGateway.Network.Association.UpperLayer;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;

namespace DicomGateway.Network.Transport;

/// <summary>
/// An association that we asked for. Operations may be started side by side: as many as the window allows are outstanding, the others wait.
/// Disposing it without <see cref="ReleaseAsync"/> aborts it.
/// </summary>
public sealed class DicomClientAssociation : IAsyncDisposable
{
    private readonly AssociationChannel _channel;
    private readonly AssociationSession _session;
    private readonly IAssociationObserver _observer;

    internal DicomClientAssociation(
        AssociationChannel channel, Stream stream, AssociationInfo info, IReadOnlyList<ProposedContext> proposed, IDimseHandler handler, IAssociationObserver observer)
    {
        Info = info;
        Proposed = proposed;
        _channel = channel;
        _observer = observer;
        _session = new AssociationSession(channel, info, handler, observer);
        Completion = Task.Run(() => RunAsync(stream));
    }

    /// <summary>What was agreed.</summary>
    public AssociationInfo Info { get; }

    /// <summary>Done when the association is over: null after a release, else what ended it.</summary>
    public Task<DicomAssociationException?> Completion { get; }

    /// <summary>Operations can be started.</summary>
    public bool IsUsable => !Completion.IsCompleted && _channel.Protocol.State == AssociationState.Sta6;

    /// <summary>Operations without a final response.</summary>
    public int OutstandingCount => _session.Outgoing.Count;

    internal IReadOnlyList<ProposedContext> Proposed { get; }

    /// <summary>The accepted context for a SOP class, or null; with a transfer syntax, only one of exactly that.</summary>
    public PresentationContext? FindContext(string abstractSyntax, string? transferSyntax = null) =>
        Info.PresentationContexts.Values.FirstOrDefault(context =>
            context.AbstractSyntax == abstractSyntax && (transferSyntax is null || context.TransferSyntax == transferSyntax));

    /// <summary>C-ECHO in the context of that class.</summary>
    public async Task<DimseStatus> EchoAsync(PresentationContext context, CancellationToken cancellationToken) =>
        (await SendAsync(context, DimseCommands.CEcho(context.AbstractSyntax), null, cancellationToken).ConfigureAwait(false)).Status;

    /// <summary>C-STORE of a data set that is encoded in the context's transfer syntax.</summary>
    /// <param name="context">An accepted context of the instance's SOP class.</param>
    /// <param name="sopInstanceUid">SOP Instance UID.</param>
    /// <param name="dataSet">The data set; stays the caller's to dispose.</param>
    /// <param name="cancellationToken">Gives up, which aborts the association: a C-STORE cannot be cancelled.</param>
    public Task<DimseResponse> StoreAsync(PresentationContext context, string sopInstanceUid, DimseDataSource dataSet, CancellationToken cancellationToken) =>
        SendAsync(context, DimseCommands.CStore(context.AbstractSyntax, sopInstanceUid), dataSet, cancellationToken);

    /// <summary>Sends a request and waits for its final response.</summary>
    /// <param name="context">An accepted presentation context.</param>
    /// <param name="request">From <see cref="DimseCommands"/>; its message id is filled in.</param>
    /// <param name="dataSet">The data set, or null.</param>
    /// <param name="cancellationToken">Gives up, which aborts the association once the request is on its way.</param>
    /// <exception cref="DicomAssociationException">The association ended first: the outcome is not known.</exception>
    public async Task<DimseResponse> SendAsync(PresentationContext context, CommandSet request, DimseDataSource? dataSet, CancellationToken cancellationToken)
    {
        var operation = await StartAsync(context, request, dataSet, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var response = await operation.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw new AssociationOverException();
                if (!response.Status.IsPending)
                    return response;
            }
        }
        catch (OperationCanceledException)
        {
            Abort();
            throw;
        }
    }

    /// <summary>Sends a request and returns as soon as it is sent; responses are read from the operation.</summary>
    /// <exception cref="DicomAssociationException">The association is over.</exception>
    public async Task<DimseOperation> StartAsync(PresentationContext context, CommandSet request, DimseDataSource? dataSet, CancellationToken cancellationToken)
    {
        var pending = await _session.Outgoing.BeginAsync(context, request, dataSet, cancellationToken).ConfigureAwait(false);
        return new DimseOperation(pending, _session.Outgoing);
    }

    /// <summary>Releases the association and waits until it is over.</summary>
    /// <exception cref="DicomAssociationException">It ended in another way.</exception>
    public async Task ReleaseAsync()
    {
        await _session.RequestReleaseAsync().ConfigureAwait(false);
        if (await Completion.ConfigureAwait(false) is { } failure)
            throw failure;
    }

    /// <summary>Ends the association at once.</summary>
    public void Abort() => _session.Abort(new AssociationAbortedException("We aborted the association."));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
            Abort();
        await Completion.ConfigureAwait(false);
    }

    private async Task<DicomAssociationException?> RunAsync(Stream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            var failure = await _session.RunAsync().ConfigureAwait(false);
            _session.Dispose();
            _channel.Dispose();
            _observer.Ended(Info, failure);
            return failure;
        }
    }
}

using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;

namespace DicomGateway.Network.Dimse;

/// <summary>A request that a peer made: what an <see cref="IDimseHandler"/> works on.</summary>
public sealed class DimseRequest
{
    private readonly IDimseResponder _responder;

    internal DimseRequest(
        AssociationInfo association, PresentationContext presentationContext, CommandSet command, DimseDataSet? dataSet, IDimseResponder responder)
    {
        Association = association;
        PresentationContext = presentationContext;
        Command = command;
        DataSet = dataSet;
        _responder = responder;
    }

    /// <summary>Who asks, over what.</summary>
    public AssociationInfo Association { get; }

    /// <summary>The context that the message came in; its transfer syntax is that of <see cref="DataSet"/>.</summary>
    public PresentationContext PresentationContext { get; }

    /// <summary>The command set.</summary>
    public CommandSet Command { get; }

    /// <summary>The data set as it arrives, or null when there is none.</summary>
    public DimseDataSet? DataSet { get; }

    /// <summary>Set by a C-CANCEL-RQ of the peer for this operation. Answer with <see cref="DimseStatus.Cancel"/> then.</summary>
    public CancellationToken CancelRequested => _responder.CancelRequested(this);

    /// <summary>Sends a response without data set. One that is not pending ends the operation and frees its place in the window.</summary>
    /// <param name="status">The status.</param>
    /// <param name="errorComment">Up to 64 characters for the peer; nothing that identifies a patient.</param>
    /// <param name="cancellationToken">Ends the wait for the connection.</param>
    /// <exception cref="DicomAssociationException">The association is over.</exception>
    /// <exception cref="InvalidOperationException">The final response was given already.</exception>
    public ValueTask RespondAsync(DimseStatus status, string? errorComment = null, CancellationToken cancellationToken = default)
    {
        var response = DimseCommands.Response(Command, status);
        response.ErrorComment = errorComment is { Length: > 64 } ? errorComment[..64] : errorComment;
        return RespondAsync(response, null, cancellationToken);
    }

    /// <summary>Sends a response that <see cref="DimseCommands.Response"/> made and the caller completed, with a data set if there is one.</summary>
    /// <exception cref="DicomAssociationException">The association is over.</exception>
    /// <exception cref="InvalidOperationException">The final response was given already.</exception>
    public ValueTask RespondAsync(CommandSet response, DimseDataSource? dataSet, CancellationToken cancellationToken) =>
        _responder.RespondAsync(this, response, dataSet, cancellationToken);

    /// <summary>Sends pending responses that follow each other, each with its data set, in as few writes as possible: many small matches of a query.</summary>
    /// <param name="status">A pending status.</param>
    /// <param name="dataSets">The encoded data sets, in the transfer syntax of <see cref="PresentationContext"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the connection.</param>
    /// <exception cref="DicomAssociationException">The association is over.</exception>
    /// <exception cref="ArgumentException">The status is not pending.</exception>
    public ValueTask RespondPendingAsync(DimseStatus status, IReadOnlyList<ReadOnlyMemory<byte>> dataSets, CancellationToken cancellationToken)
    {
        if (!status.IsPending)
            throw new ArgumentException($"{status} is not pending.", nameof(status));
        return dataSets.Count == 0 ? ValueTask.CompletedTask : _responder.RespondPendingAsync(this, status, dataSets, cancellationToken);
    }

    /// <summary>
    /// Sends a request of ours over the association that this one came in, and waits for its final response: C-STORE of a C-GET (PS3.4 C.4.3),
    /// N-EVENT-REPORT of a storage commitment (PS3.4 J.3.3). The data set of this request must have been read to its end.
    /// </summary>
    /// <param name="context">A context of <see cref="Association"/> in which we may invoke.</param>
    /// <param name="request">From <see cref="DimseCommands"/>; its message id is filled in.</param>
    /// <param name="dataSet">The data set in the context's transfer syntax, or null; stays the caller's to dispose.</param>
    /// <param name="cancellationToken">Gives up, which aborts the association.</param>
    /// <exception cref="DicomAssociationException">The association ended first: the outcome is not known.</exception>
    public ValueTask<DimseResponse> SendAsync(PresentationContext context, CommandSet request, DimseDataSource? dataSet, CancellationToken cancellationToken) =>
        _responder.SendAsync(context, request, dataSet, cancellationToken);

    /// <summary>Aborts the association that the request came in, whatever else is outstanding there.</summary>
    public void AbortAssociation() => _responder.Abort();
}

using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>A C-FIND under way on an association of its own. Disposing it before its end cancels it; the association goes back to the client.</summary>
internal sealed class FindOperation : IAsyncDisposable
{
    private readonly FindClient _client;
    private readonly DicomClientAssociation _association;
    private readonly PresentationContext _context;
    private readonly DimseOperation _operation;
    private readonly MatchGuard _guard;
    private DimseResponse? _first;
    private bool _isOver;

    private FindOperation(FindClient client, DicomClientAssociation association, PresentationContext context, DimseOperation operation)
    {
        _client = client;
        _association = association;
        _context = context;
        _operation = operation;
        _guard = new MatchGuard(client.Options.RepeatedMatches, client.Options.Matches);
    }

    /// <summary>Sends the request and waits for the first response.</summary>
    public static async Task<FindOperation> StartAsync(
        FindClient client, DicomClientAssociation association, PresentationContext context, DicomDataset identifier, CancellationToken cancellationToken)
    {
        var bytes = DicomDatasetWriter.ToArray(identifier, DicomTransferSyntax.Lookup(context.TransferSyntax));
        var source = DimseDataSource.FromMemory(bytes);
        await using (source.ConfigureAwait(false))
        {
            var request = DimseCommands.CFind(context.AbstractSyntax);
            var started = await association.StartAsync(context, request, source, cancellationToken).ConfigureAwait(false);
            var find = new FindOperation(client, association, context, started);
            try
            {
                find._first = await started.ReadAsync(cancellationToken).ConfigureAwait(false);
                return find;
            }
            catch (OperationCanceledException)
            {
                await find.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>The next match; null at the end.</summary>
    /// <exception cref="QueryFailedException">The end is a failure.</exception>
    public async ValueTask<DicomDataset?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_isOver)
        {
            var response = _first ?? await _operation.ReadAsync(cancellationToken).ConfigureAwait(false);
            _first = null;
            if (response is not { Status.IsPending: true })
            {
                _isOver = true;
                return response is null || response.Status.IsDone ? null : throw new QueryFailedException(response.Status);
            }

            var bytes = response.DataSet ?? ReadOnlyMemory<byte>.Empty;
            _guard.Check(bytes);
            if (!bytes.IsEmpty)
                return Identifiers.ReadMatch(bytes, _context.TransferSyntax);
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOver && _association.IsUsable && _first is null or { Status.IsPending: true })
            await OperationCancel.CancelAsync(_association, _operation, _client.Options, _client.Time).ConfigureAwait(false);
        _isOver = true;
        await _client.ReturnAsync(_association).ConfigureAwait(false);
    }
}

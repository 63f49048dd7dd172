using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>C-FIND SCU of one SOP class at one peer, over associations that are kept for the next query for a while.</summary>
internal sealed class FindClient : IAsyncDisposable
{
    private static readonly string[] TransferSyntaxes =
        [DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID];

    private readonly string _sopClass;
    private readonly DicomClient _client;
    private readonly ConditionalWeakTable<DicomClientAssociation, FindClient> _used = [];

    public FindClient(string sopClass, QueryRetrieveUserOptions options, TimeProvider time)
    {
        _sopClass = sopClass;
        Options = options;
        Time = time;
        _client = new DicomClient(options.Client with { ExtendedNegotiations = Negotiations(sopClass, options) }, time: time);
    }

    public QueryRetrieveUserOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>Sends the query and waits for the first response.</summary>
    /// <exception cref="QueryFailedException">The peer does not offer the SOP class.</exception>
    /// <exception cref="DicomAssociationException">There is no association, or it ended first.</exception>
    public async Task<FindOperation> StartAsync(DicomDataset identifier, CancellationToken cancellationToken)
    {
        ProposedContext[] contexts = [new(_sopClass, TransferSyntaxes)];
        var association = await _client.RentAsync(contexts, cancellationToken).ConfigureAwait(false);
        try
        {
            return await StartAsync(association, identifier, cancellationToken).ConfigureAwait(false);
        }
        catch (DicomAssociationException ended) when (ended is not AssociationTimeoutException && _used.TryGetValue(association, out _))
        {
            // The peer may close what was kept at the moment in which it is used again.
            association = await _client.OpenAsync(contexts, cancellationToken).ConfigureAwait(false);
            return await StartAsync(association, identifier, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One that has anything outstanding is aborted.</summary>
    public ValueTask ReturnAsync(DicomClientAssociation association)
    {
        _used.TryAdd(association, this);
        return _client.ReturnAsync(association);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<FindOperation> StartAsync(DicomClientAssociation association, DicomDataset identifier, CancellationToken cancellationToken)
    {
        try
        {
            var context = association.FindContext(_sopClass) ?? throw new QueryFailedException(
                DimseStatus.SopClassNotSupported, "The PACS does not offer queries in this information model. Set another one in its profile, or probe it.");
            return await FindOperation.StartAsync(this, association, context, identifier, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await _client.ReturnAsync(association).ConfigureAwait(false);
            throw;
        }
    }

    private static IReadOnlyList<ExtendedNegotiation> Negotiations(string sopClass, QueryRetrieveUserOptions options) => options switch
    {
        { MatchesDateTime: true } => [new ExtendedNegotiation(sopClass, new byte[] { (byte)(options.IsRelational ? 1 : 0), 1 })],
        { IsRelational: true } => [new ExtendedNegotiation(sopClass, new byte[] { 1 })],
        _ => [],
    };
}

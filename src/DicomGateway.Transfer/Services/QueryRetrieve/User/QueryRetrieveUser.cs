using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>Query/Retrieve SCU of one PACS. Queries share associations one after the other; a retrieval has one of its own.</summary>
public sealed class QueryRetrieveUser : IQueryRetrieveUser, IAsyncDisposable
{
    private static readonly string[] TransferSyntaxes =
        [DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID];

    private readonly QueryRetrieveUserOptions _options;
    private readonly TimeProvider _time;
    private readonly FindClient _find;
    private readonly FindClient _findPatients;

    public QueryRetrieveUser(QueryRetrieveUserOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _find = new FindClient(QueryRetrieveClasses.Find(options.Model), options, time);
        _findPatients = options.Model == InformationModel.PatientRoot ? _find : new FindClient(QueryRetrieveClasses.Find(InformationModel.PatientRoot), options, time);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DicomDataset> FindAsync(
        QueryLevel level, DicomDataset keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var client = level == QueryLevel.Patient ? _findPatients : _find;
        var find = await client.StartAsync(Identifiers.ForQuery(level, keys), cancellationToken).ConfigureAwait(false);
        await using (find.ConfigureAwait(false))
        {
            while (await find.ReadAsync(cancellationToken).ConfigureAwait(false) is { } match)
                yield return match;
        }
    }

    /// <inheritdoc/>
    public async Task<RetrieveAnswer> MoveAsync(
        QueryLevel level, DicomDataset identifier, string moveDestination, Action<SuboperationCounts>? progress, CancellationToken cancellationToken)
    {
        var sopClass = QueryRetrieveClasses.Move(ModelOf(level));
        var client = new DicomClient(ClientOptions(sopClass, []), time: _time);
        await using (client.ConfigureAwait(false))
        {
            var request = DimseCommands.CMove(sopClass, moveDestination);
            return await RetrieveAsync(client, [new(sopClass, TransferSyntaxes)], request, Identifiers.ForRetrieval(level, identifier), progress, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<RetrieveAnswer> GetAsync(
        QueryLevel level,
        DicomDataset identifier,
        IReadOnlyList<string> sopClasses,
        IDimseHandler storage,
        Action<SuboperationCounts>? progress,
        CancellationToken cancellationToken)
    {
        var sopClass = QueryRetrieveClasses.Get(ModelOf(level));
        var contexts = GetContexts.For(sopClass, sopClasses);
        var roles = contexts.Select(context => context.AbstractSyntax).Where(stored => stored != sopClass).Distinct(StringComparer.Ordinal)
            .Select(stored => new RoleSelection(stored, IsScu: false, IsScp: true)).ToList();
        var client = new DicomClient(ClientOptions(sopClass, roles), storage, time: _time);
        await using (client.ConfigureAwait(false))
        {
            return await RetrieveAsync(client, contexts, DimseCommands.CGet(sopClass), Identifiers.ForRetrieval(level, identifier), progress, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _find.DisposeAsync().ConfigureAwait(false);
        await _findPatients.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<RetrieveAnswer> RetrieveAsync(
        DicomClient client, IReadOnlyList<ProposedContext> contexts, CommandSet request, DicomDataset identifier, Action<SuboperationCounts>? progress,
        CancellationToken cancellationToken)
    {
        var association = await client.OpenAsync(contexts, cancellationToken).ConfigureAwait(false);
        await using (association.ConfigureAwait(false))
        {
            if (association.FindContext(request.SopClassUid!) is not { } context)
            {
                await EndAsync(association).ConfigureAwait(false);
                return new RetrieveAnswer(DimseStatus.SopClassNotSupported, default, []);
            }

            var bytes = DicomDatasetWriter.ToArray(identifier, DicomTransferSyntax.Lookup(context.TransferSyntax));
            var source = DimseDataSource.FromMemory(bytes);
            await using (source.ConfigureAwait(false))
            {
                var operation = await association.StartAsync(context, request, source, cancellationToken).ConfigureAwait(false);
                var final = await FinishAsync(association, operation, progress, cancellationToken).ConfigureAwait(false);
                await EndAsync(association).ConfigureAwait(false);
                return new RetrieveAnswer(final.Status, final.Command.Suboperations, Identifiers.ReadFailed(final, context.TransferSyntax));
            }
        }
    }

    private async Task<DimseResponse> FinishAsync(
        DicomClientAssociation association, DimseOperation operation, Action<SuboperationCounts>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return await new RetrieveProgress(operation, progress, _options.StallTime, _time).ReadFinalAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await OperationCancel.CancelAsync(association, operation, _options, _time).ConfigureAwait(false);
            await EndAsync(association).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the PACS answered is known: how the association ends changes nothing of it.</summary>
    private static async Task EndAsync(DicomClientAssociation association)
    {
        try
        {
            if (association.IsUsable && association.OutstandingCount == 0)
                await association.ReleaseAsync().ConfigureAwait(false);
        }
        catch (DicomAssociationException)
        {
        }
    }

    private InformationModel ModelOf(QueryLevel level) => level == QueryLevel.Patient ? InformationModel.PatientRoot : _options.Model;

    private DicomClientOptions ClientOptions(string sopClass, IReadOnlyList<RoleSelection> roles)
    {
        var association = _options.Client.Association;
        return _options.Client with
        {
            Association = association with { Timeouts = association.Timeouts with { Response = _options.RetrieveTime } },
            Roles = roles,
            ExtendedNegotiations = _options.IsRelational ? [new ExtendedNegotiation(sopClass, new byte[] { 1 })] : [],
        };
    }
}

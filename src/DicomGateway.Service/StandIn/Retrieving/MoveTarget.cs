using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>Associations of the stand-in's own with a move destination: one for each round of contexts, made when first needed and after a failure.</summary>
internal sealed class MoveTarget(DicomClientOptions destination, IReadOnlyList<IReadOnlyList<ProposedContext>> rounds, Func<SendItem, CommandSet> command) : ISubOperationTarget
{
    private readonly DicomClient _client = new(destination);
    private readonly Dictionary<int, DicomClientAssociation> _associations = [];

    public async ValueTask<DimseStatus> StoreAsync(SendItem item, CancellationToken cancellationToken)
    {
        try
        {
            var association = await OpenAsync(RoundOf(item), cancellationToken);
            await using var instance = EncodedInstance.Open(item, association.Info.PresentationContexts.Values);
            if (instance is null)
                return DimseStatus.SopClassNotSupported;
            return (await association.SendAsync(instance.Context, command(item), instance.DataSet, cancellationToken)).Status;
        }
        catch (DicomAssociationException)
        {
            return DimseStatus.ProcessingFailure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var association in _associations.Values)
        {
            if (association.IsUsable)
                await ReleaseAsync(association);
            await association.DisposeAsync();
        }

        await _client.DisposeAsync();
    }

    private static async Task ReleaseAsync(DicomClientAssociation association)
    {
        try
        {
            await association.ReleaseAsync();
        }
        catch (DicomAssociationException)
        {
            // It is over in another way.
        }
    }

    private int RoundOf(SendItem item) =>
        Enumerable.Range(0, rounds.Count).First(round => rounds[round].Any(context => context.AbstractSyntax == item.SopClassUid));

    private async ValueTask<DicomClientAssociation> OpenAsync(int round, CancellationToken cancellationToken)
    {
        if (_associations.TryGetValue(round, out var kept))
        {
            if (kept.IsUsable)
                return kept;
            await kept.DisposeAsync();
            _associations.Remove(round);
        }

        return _associations[round] = await _client.OpenAsync(rounds[round], cancellationToken);
    }
}

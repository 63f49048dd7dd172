using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>What a PACS does when a query is cancelled after its first match.</summary>
internal static class CancelProbe
{
    /// <summary>Fewer matches may all be on their way before the cancel arrives.</summary>
    private const int Telling = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="options">The PACS.</param>
    /// <param name="model">Its information model.</param>
    /// <param name="slice">Days that have studies.</param>
    /// <param name="limit">Matches after which the PACS ends a query by itself, be it with status Cancel; 0 for no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<CancelBehaviour> AskAsync(
        DicomClientOptions options, InformationModel model, DateSlice slice, int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var sopClass = QueryRetrieveClasses.Find(model);
        var client = new DicomClient(options, time: time);
        await using (client.ConfigureAwait(false))
        {
            var association = await client.OpenAsync([new(sopClass, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])], cancellationToken).ConfigureAwait(false);
            await using (association.ConfigureAwait(false))
            {
                if (association.FindContext(sopClass) is not { } context)
                    return CancelBehaviour.NotTold;
                var identifier = Identifiers.ForQuery(QueryLevel.Study, slice.Keys());
                var source = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(identifier, DicomTransferSyntax.ImplicitVRLittleEndian));
                await using (source.ConfigureAwait(false))
                {
                    var operation = await association.StartAsync(context, DimseCommands.CFind(sopClass), source, cancellationToken).ConfigureAwait(false);
                    var behaviour = await CancelAsync(operation, limit, time, cancellationToken).ConfigureAwait(false);
                    await client.ReturnAsync(association).ConfigureAwait(false);
                    return behaviour;
                }
            }
        }
    }

    private static async Task<CancelBehaviour> CancelAsync(DimseOperation operation, int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var (isCancelled, matches) = (false, 1);
        using var enough = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            if (await operation.ReadAsync(either.Token).ConfigureAwait(false) is not { Status.IsPending: true })
                return CancelBehaviour.NotTold;
            await operation.CancelAsync(either.Token).ConfigureAwait(false);
            isCancelled = true;
            while (await operation.ReadAsync(either.Token).ConfigureAwait(false) is { } response)
            {
                if (response.Status == DimseStatus.Cancel)
                    return limit > 0 && matches >= limit ? CancelBehaviour.NotTold : CancelBehaviour.Heeded;
                if (!response.Status.IsPending)
                    return matches < Telling ? CancelBehaviour.NotTold : CancelBehaviour.Ignored;
                matches++;
            }

            return CancelBehaviour.EndsAssociation;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return isCancelled ? CancelBehaviour.EndsAssociation : CancelBehaviour.NotTold;
        }
        catch (DicomAssociationException) when (isCancelled)
        {
            return CancelBehaviour.EndsAssociation;
        }
    }
}

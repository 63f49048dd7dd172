using DicomGateway.Network;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>Ends an operation early: C-CANCEL, what still comes is read and dropped, and the association is aborted if no end comes.</summary>
internal static class OperationCancel
{
    public static async Task CancelAsync(DicomClientAssociation association, DimseOperation operation, QueryRetrieveUserOptions options, TimeProvider time)
    {
        if (options.MayNotBeCancelled)
        {
            association.Abort();
            return;
        }

        using var enough = new CancellationTokenSource(options.CancelTime, time);
        try
        {
            await operation.CancelAsync(enough.Token).ConfigureAwait(false);
            while (await operation.ReadAsync(enough.Token).ConfigureAwait(false) is { Status.IsPending: true })
            {
            }
        }
        catch (OperationCanceledException)
        {
            association.Abort();
        }
        catch (DicomAssociationException)
        {
            // It is over, which is all that is wanted.
        }
    }
}

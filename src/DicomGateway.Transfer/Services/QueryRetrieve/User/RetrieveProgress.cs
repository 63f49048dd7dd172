using DicomGateway.Network;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>Reads the responses of a C-MOVE or C-GET to the final one.</summary>
internal sealed class RetrieveProgress(DimseOperation operation, Action<SuboperationCounts>? progress, TimeSpan stallTime, TimeProvider time)
{
    private SuboperationCounts? _counts;
    private long _changed = time.GetTimestamp();

    /// <exception cref="AssociationTimeoutException">Pending responses came, but their counts did not change any more.</exception>
    /// <exception cref="DicomAssociationException">The association ended first.</exception>
    public async Task<DimseResponse> ReadFinalAsync(CancellationToken cancellationToken)
    {
        while (await operation.ReadAsync(cancellationToken).ConfigureAwait(false) is { } response)
        {
            if (!response.Status.IsPending)
                return response;
            Note(response.Command.Suboperations);
        }

        throw new AssociationOverException();
    }

    private void Note(SuboperationCounts counts)
    {
        // A PACS that never counts says nothing about standing still.
        if (_counts != counts || counts == default)
            _changed = time.GetTimestamp();
        else if (time.GetElapsedTime(_changed) > stallTime)
            throw new AssociationTimeoutException($"The PACS went on to say that it works, yet nothing was sent for {stallTime}.");
        _counts = counts;
        progress?.Invoke(counts);
    }
}

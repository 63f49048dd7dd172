using System.Runtime.CompilerServices;
using DicomGateway.Network.Association.Messages;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Network.Transport;

/// <summary>A request of ours under way: its responses, pending ones and the final one, and the means to cancel it.</summary>
public sealed class DimseOperation
{
    private readonly PendingOperation _pending;
    private readonly OutgoingRequests _requests;

    internal DimseOperation(PendingOperation pending, OutgoingRequests requests)
    {
        _pending = pending;
        _requests = requests;
    }

    /// <summary>Message ID of the request.</summary>
    public ushort MessageId => _pending.MessageId;

    /// <summary>The next response; null after the final one.</summary>
    /// <exception cref="DicomAssociationException">The association ended first.</exception>
    public ValueTask<DimseResponse?> ReadAsync(CancellationToken cancellationToken) => _pending.ReadAsync(cancellationToken);

    /// <summary>All responses, the final one included.</summary>
    public async IAsyncEnumerable<DimseResponse> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } response)
            yield return response;
    }

    /// <summary>Sends C-CANCEL-RQ. The peer may still answer with anything; the final response is to be read.</summary>
    public ValueTask CancelAsync(CancellationToken cancellationToken) => _requests.CancelAsync(_pending, cancellationToken);
}

namespace DicomGateway.Network.Dimse;

/// <summary>Performs operations that peers ask for.</summary>
public interface IDimseHandler
{
    /// <summary>
    /// Takes one request. Of an association, the next message is read when the data set of this one has been read to its end (or this method has
    /// returned; what it left of the data set is discarded then) and while the peer has an operation left in its window. The response may be
    /// given later, from anywhere, but must be given. An exception that is no <see cref="DicomAssociationException"/> fails the operation with
    /// <see cref="DimseStatus.ProcessingFailure"/>, not the association.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Set when the association is over.</param>
    ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken);
}

using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.QueryRetrieve;

/// <summary>A C-FIND ended with a failure: the matches seen so far are not the whole answer.</summary>
/// <param name="status">Status of the final response.</param>
public sealed class QueryFailedException(DimseStatus status) : Exception($"The PACS answered the query with {status}.")
{
    public DimseStatus Status { get; } = status;
}

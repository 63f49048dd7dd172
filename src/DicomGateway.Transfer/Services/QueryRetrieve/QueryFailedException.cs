using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.QueryRetrieve;

/// <summary>A C-FIND ended with a failure, or was ended by us because it could not come to a good end: the matches seen so far are not the whole answer.</summary>
public sealed class QueryFailedException : Exception
{
    /// <param name="status">Status of the final response.</param>
    public QueryFailedException(DimseStatus status)
        : base($"The PACS answered the query with {status}.") => Status = status;

    /// <param name="status">What the query amounts to.</param>
    /// <param name="text">What happened; no value of an identifier.</param>
    /// <param name="inner">The cause, if another exception is.</param>
    public QueryFailedException(DimseStatus status, string text, Exception? inner = null)
        : base(text, inner) => Status = status;

    public DimseStatus Status { get; }
}

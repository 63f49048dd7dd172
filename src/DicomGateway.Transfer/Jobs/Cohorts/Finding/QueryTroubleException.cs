namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>A question got no whole answer, after all tries.</summary>
internal sealed class QueryTroubleException(string what, bool isUnreachable, Exception? cause = null) : Exception(what, cause)
{
    /// <summary>The PACS could not be reached: others will fare no better.</summary>
    public bool IsUnreachable { get; } = isUnreachable;
}

namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>A cohort cannot be previewed or frozen: what is wrong, and what to do.</summary>
public sealed class CohortException(string what, string remedy, bool isMissing = false) : Exception(what)
{
    public string Remedy { get; } = remedy;

    /// <summary>There is no such thing.</summary>
    public bool IsMissing { get; } = isMissing;
}

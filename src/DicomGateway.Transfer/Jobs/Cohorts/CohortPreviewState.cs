namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>State of a search.</summary>
public enum CohortPreviewState
{
    Running = 0,

    /// <summary>All was asked and answered.</summary>
    Done = 1,

    /// <summary>Some questions got no whole answer: it cannot be frozen.</summary>
    Incomplete = 2,

    /// <summary>It ended before all was asked.</summary>
    Failed = 3,

    Cancelled = 4,
}

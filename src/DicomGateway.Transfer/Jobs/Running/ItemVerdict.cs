using DicomGateway.Transfer.Jobs.Retrieval;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>What became of one run of an item.</summary>
internal abstract record ItemVerdict
{
    /// <summary>Everything expected is recorded.</summary>
    public sealed record Whole : ItemVerdict;

    /// <summary>Something is missing.</summary>
    /// <param name="Missing">How much.</param>
    /// <param name="New">What came by this run and had been missing.</param>
    /// <param name="Last">How the last request ended.</param>
    public sealed record Lacking(int Missing, int New, FetchResult Last) : ItemVerdict;

    /// <summary>It will not do better the next time.</summary>
    /// <param name="Reason">For people.</param>
    public sealed record Fail(string Reason) : ItemVerdict;

    /// <summary>The PACS could not be asked.</summary>
    /// <param name="Cause">For people.</param>
    /// <param name="IsUnreachable">There was no association; else it answered with a failure.</param>
    public sealed record Unanswered(string Cause, bool IsUnreachable) : ItemVerdict;
}

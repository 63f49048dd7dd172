namespace DicomGateway.Curation;

/// <summary>What becomes of a study in a stage: one of <see cref="Passed"/>, <see cref="Held"/> and <see cref="Retry"/>.</summary>
public abstract record StageOutcome<T>
{
    private StageOutcome()
    {
    }

    /// <summary>The stage is done. The notes are for the record.</summary>
    public sealed record Passed(T Value, IReadOnlyList<Finding> Notes) : StageOutcome<T>;

    /// <summary>Every finding, those that hold first.</summary>
    public sealed record Held(IReadOnlyList<Finding> Findings) : StageOutcome<T>;

    /// <summary>Nothing is wrong with the study, the surroundings are: disk full, file locked. The cause holds no PHI.</summary>
    public sealed record Retry(string Cause) : StageOutcome<T>;
}

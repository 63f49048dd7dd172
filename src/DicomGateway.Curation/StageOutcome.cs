namespace DicomGateway.Curation;

/// <summary>What becomes of a study in a stage: one of <see cref="Passed"/>, <see cref="Held"/> and <see cref="Retry"/>.</summary>
public abstract record StageOutcome<T>
{
    private StageOutcome()
    {
    }

    /// <summary>Runs the next stage on what passed; notes gather on the way.</summary>
    public StageOutcome<TNext> Then<TNext>(Func<T, StageOutcome<TNext>> next) => this switch
    {
        Passed(var value, var notes) => next(value) switch
        {
            StageOutcome<TNext>.Passed passed => passed with { Notes = [.. notes, .. passed.Notes] },
            StageOutcome<TNext>.Held held => held with { Findings = [.. held.Findings, .. notes] },
            var other => other,
        },
        Held(var findings) => new StageOutcome<TNext>.Held(findings),
        Retry(var cause) => new StageOutcome<TNext>.Retry(cause),
        _ => throw new InvalidOperationException("A stage ended in no outcome."),
    };

    /// <summary>The stage is done. The notes are for the record.</summary>
    public sealed record Passed(T Value, IReadOnlyList<Finding> Notes) : StageOutcome<T>;

    /// <summary>Every finding, those that hold first.</summary>
    public sealed record Held(IReadOnlyList<Finding> Findings) : StageOutcome<T>;

    /// <summary>Nothing is wrong with the study, the surroundings are: disk full, file locked. The cause holds no PHI.</summary>
    public sealed record Retry(string Cause) : StageOutcome<T>;
}

using DicomGateway.Curation;

namespace DicomGateway.Transfer;

/// <summary>A study on its way through the stages: the passport of the last one, or the end it came to.</summary>
internal sealed class PipelineStep<T>(T? passport, PipelineResult? end, IReadOnlyList<StageFinding> notes, CancellationToken cancellationToken)
    where T : class
{
    public PipelineStep<TNext> Then<TNext>(string stage, Func<T, CancellationToken, StageOutcome<TNext>> run)
        where TNext : class
    {
        if (end is not null)
            return new PipelineStep<TNext>(null, end, notes, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return Execute(stage, run) switch
        {
            StageOutcome<TNext>.Passed passed => new(passed.Value, null, [.. notes, .. Of(stage, passed.Notes)], cancellationToken),
            StageOutcome<TNext>.Held held => new(null, new PipelineResult.Held(stage, [.. Of(stage, held.Findings), .. notes]), notes, cancellationToken),
            StageOutcome<TNext>.Retry retry => new(null, new PipelineResult.Retry(stage, retry.Cause), notes, cancellationToken),
            _ => throw new InvalidOperationException($"Stage {stage} has no outcome."),
        };
    }

    /// <summary>Only a study that inspection has passed comes out as passed.</summary>
    public PipelineResult End() => end ?? (passport is InspectedStudy study
        ? new PipelineResult.Passed(study, notes)
        : throw new InvalidOperationException("The last stage was not inspection."));

    private StageOutcome<TNext> Execute<TNext>(string stage, Func<T, CancellationToken, StageOutcome<TNext>> run)
    {
        try
        {
            return run(passport!, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new StageFailedException(stage, exception);
        }
    }

    private static IEnumerable<StageFinding> Of(string stage, IEnumerable<Finding> findings) => findings.Select(finding => new StageFinding(stage, finding));
}

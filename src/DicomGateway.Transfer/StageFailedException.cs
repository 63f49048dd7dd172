namespace DicomGateway.Transfer;

/// <summary>A stage threw: this one run has failed. The text names the stage and the kind of exception, since the exception's own may quote the study.</summary>
internal sealed class StageFailedException(string stage, Exception inner) : Exception($"Stage {stage} failed with {inner.GetType().Name}.", inner)
{
    public string Stage { get; } = stage;
}

namespace DicomGateway.Curation.Validation;

/// <summary>Judges a described study and reports every finding.</summary>
public sealed class ValidationStage(CurationOptions options)
{
    public StageOutcome<ValidatedStudy> Run(DescribedStudy study, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(options);
        return new StageOutcome<ValidatedStudy>.Held([]);
    }
}

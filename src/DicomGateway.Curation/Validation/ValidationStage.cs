using DicomGateway.Curation.Validation.Checks;

namespace DicomGateway.Curation.Validation;

/// <summary>Judges a described study and reports every finding, not the first.</summary>
public sealed class ValidationStage(CurationOptions options)
{
    private readonly IReadOnlyList<IValidationCheck> _checks =
    [
        new ReadableCheck(),
        new HierarchyCheck(options),
        new DuplicateCheck(),
        new PatientIdCheck(options),
        new SopClassCheck(),
        new PixelLengthCheck(),
        new LeniencyCheck(),
    ];

    public StageOutcome<ValidatedStudy> Run(DescribedStudy study, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return FindingGate.Outcome(_checks.SelectMany(check => check.Check(study)), study.Assembled, options, () => new ValidatedStudy(study));
    }
}

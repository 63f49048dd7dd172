namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>Criteria or their list are wrong; every mistake is named.</summary>
public sealed class CriteriaException(IReadOnlyList<CriteriaError> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<CriteriaError> Errors { get; } = errors;
}

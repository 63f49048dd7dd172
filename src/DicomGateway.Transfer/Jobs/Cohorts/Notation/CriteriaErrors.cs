namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>Collects the mistakes of one file, so that all are told at once.</summary>
internal sealed class CriteriaErrors(string file)
{
    /// <summary>More are of no use to anybody.</summary>
    private const int Most = 200;

    private readonly List<CriteriaError> _errors = [];

    public IReadOnlyList<CriteriaError> All => _errors;

    public void Add(CriteriaPlace place, string what, string remedy)
    {
        if (_errors.Count < Most)
            _errors.Add(new CriteriaError(file, place.Line, place.Column, what, remedy));
    }

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new CriteriaException([.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)]);
    }
}

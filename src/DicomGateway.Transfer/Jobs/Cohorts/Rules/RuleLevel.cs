namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>What a rule decides about.</summary>
internal enum RuleLevel
{
    Study,
    Series,
}

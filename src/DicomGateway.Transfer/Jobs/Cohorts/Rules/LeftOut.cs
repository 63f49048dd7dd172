namespace DicomGateway.Transfer.Jobs.Cohorts.Rules;

/// <summary>Why a study or series is not selected.</summary>
/// <param name="Reason">Id of the rule, or of what is built in.</param>
/// <param name="IsUnknown">Nobody said what the rule needs to know.</param>
internal sealed record LeftOut(string Reason, bool IsUnknown);

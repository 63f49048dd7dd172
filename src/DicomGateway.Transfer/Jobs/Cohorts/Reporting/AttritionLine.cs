namespace DicomGateway.Transfer.Jobs.Cohorts.Reporting;

/// <summary>How many were left out for one reason.</summary>
/// <param name="Reason">Id of the rule, or of what is built in.</param>
/// <param name="Text">The reason in words.</param>
/// <param name="Count">How many.</param>
/// <param name="Unknown">Of these, how many because the PACS did not say enough.</param>
public sealed record AttritionLine(string Reason, string Text, int Count, int Unknown);

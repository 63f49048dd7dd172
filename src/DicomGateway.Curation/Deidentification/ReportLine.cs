namespace DicomGateway.Curation.Deidentification;

/// <param name="Path">Tag, or tag path without item numbers.</param>
/// <param name="Action">What was done, such as "remove" or "dummy".</param>
/// <param name="Rule">Name of the rule that decided.</param>
/// <param name="Remark">Why it is not what the table says literally; null when it is.</param>
public sealed record ReportLine(string Path, string Action, string Rule, string? Remark, int Count);

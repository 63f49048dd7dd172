namespace DicomGateway.Transfer.Records;

/// <summary>What a stage found, without any value of the data set.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Code">The finding's stable code.</param>
/// <param name="Severity">Whether it holds the study.</param>
/// <param name="Place">Tag or path of tags, or null.</param>
/// <param name="Text">For people; names kinds, never values.</param>
/// <param name="InstanceId">The instance it is about, or null for the whole study.</param>
public sealed record FindingRecord(string Stage, string Code, FindingSeverity Severity, string? Place, string Text, Guid? InstanceId = null);

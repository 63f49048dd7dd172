namespace DicomGateway.Transfer.Records;

/// <summary>A person's recorded release of a finding: the next run reads it, no stage is bypassed.</summary>
/// <param name="Code">The finding's code.</param>
/// <param name="Place">Its place, or null for anywhere.</param>
/// <param name="InstanceId">Its instance, or null for the whole study.</param>
/// <param name="By">Who released it.</param>
/// <param name="At">When.</param>
/// <param name="Why">The reason given.</param>
public sealed record ApprovalRecord(string Code, string? Place, Guid? InstanceId, string By, DateTimeOffset At, string Why);

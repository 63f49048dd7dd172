namespace DicomGateway.Transfer.Records;

/// <summary>One row of the audit, chained to the row before it.</summary>
/// <param name="Sequence">Order of the rows, without gaps; holds even when the clock jumps.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Actor">A user of the operating system, or "service".</param>
/// <param name="Action">What happened, such as "study.forwarded".</param>
/// <param name="Project">The project, or null.</param>
/// <param name="StudyId">The study, or null.</param>
/// <param name="Detail">Details as JSON, without anything that identifies a patient.</param>
/// <param name="Hash">SHA-256 over the hash before and this row.</param>
public sealed record AuditEntry(
    long Sequence, DateTimeOffset At, string Actor, string Action, string? Project, long? StudyId, string? Detail, string Hash);

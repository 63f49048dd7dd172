namespace DicomGateway.Curation;

/// <summary>A person's recorded release: findings of this code no longer hold the study, or this one instance.</summary>
/// <param name="FindingCode">The code of a releasable finding.</param>
/// <param name="InstanceId">Only this instance; null for the whole study.</param>
/// <param name="Path">Only at this place (empty: at none); null for anywhere.</param>
public sealed record StudyApproval(string FindingCode, string? InstanceId = null, string? Path = null);

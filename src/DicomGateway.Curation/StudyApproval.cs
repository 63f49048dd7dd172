namespace DicomGateway.Curation;

/// <summary>A person's recorded release: findings of this code no longer hold the study, or this one instance.</summary>
/// <param name="FindingCode">The code of a releasable finding.</param>
/// <param name="InstanceId">Only this instance; null for the whole study.</param>
public sealed record StudyApproval(string FindingCode, string? InstanceId = null)
{
    public bool Covers(Finding finding) =>
        finding.IsReleasable && finding.Code == FindingCode && (InstanceId is null || InstanceId == finding.InstanceId);
}

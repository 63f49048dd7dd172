namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>What a check looked at and found. Empty problems: all is well.</summary>
/// <param name="Problems">Each says what is wrong, where, and what to do; nothing in it identifies a patient.</param>
/// <param name="Instances">Instances whose bytes are there.</param>
/// <param name="Verified">Instances whose bytes were hashed.</param>
/// <param name="AuditRows">Rows of the audit.</param>
public sealed record CheckReport(IReadOnlyList<string> Problems, long Instances, long Verified, long AuditRows)
{
    public bool IsWell => Problems.Count == 0;
}

namespace DicomGateway.Transfer.Jobs.Cohorts.Freezing;

/// <summary>What a look at an exported version found.</summary>
/// <param name="Cohort">The cohort it claims to be of, or null.</param>
/// <param name="Version">The version it claims to be, or null.</param>
/// <param name="Sha256">The SHA-256 of its head.</param>
/// <param name="Problem">Why it is refused; null when every byte is as it was frozen.</param>
public sealed record VersionProof(string? Cohort, int? Version, string? Sha256, string? Problem)
{
    public bool IsSound => Problem is null;
}

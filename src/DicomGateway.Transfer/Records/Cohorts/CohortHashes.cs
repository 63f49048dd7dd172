namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>SHA-256 of what was found, in small hexadecimal digits.</summary>
/// <param name="Manifest">Over every study and series found, and why it was selected or not.</param>
/// <param name="Selection">Over the UIDs selected.</param>
internal sealed record CohortHashes(string Manifest, string Selection);

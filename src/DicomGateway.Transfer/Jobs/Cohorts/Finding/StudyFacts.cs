namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>What identifies a found study: stored encrypted.</summary>
internal sealed record StudyFacts(string StudyInstanceUid, string? PatientId, string? Issuer, string? Accession);

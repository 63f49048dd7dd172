namespace DicomGateway.Curation.Metadata;

/// <summary>Two identities are one person, who goes by the second from then on.</summary>
public sealed record PatientMerge(PatientIdentity Absorbed, PatientIdentity Surviving);

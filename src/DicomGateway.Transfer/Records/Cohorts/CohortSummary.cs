namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>A cohort, its newest version and its newest preview.</summary>
public sealed record CohortSummary(string Name, DateTimeOffset CreatedAt, string CreatedBy, CohortPreview? Version, CohortPreview? Preview);

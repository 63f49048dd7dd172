namespace DicomGateway.Scenarios.Retrieval;

/// <summary>A cohort that a job fetches from one PACS for one project.</summary>
internal sealed record CohortJob(string Project, string Cohort, string Pacs);

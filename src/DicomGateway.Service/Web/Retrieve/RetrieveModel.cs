using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>What was searched, what is fetched, and the form for more.</summary>
public sealed record RetrieveModel(IReadOnlyList<CohortSummary> Cohorts, IReadOnlyList<JobSummary> Jobs, IReadOnlyList<string> Pacs, CriteriaForm Form);

/// <summary>The form of a search as it was typed; what is in the list is not kept.</summary>
public sealed record CriteriaForm
{
    public string Name { get; init; } = "";

    public string Pacs { get; init; } = "";

    public string Modalities { get; init; } = "";

    public string From { get; init; } = "";

    public string To { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>What the list's column holds: accession, patient or study.</summary>
    public string ListKind { get; init; } = "accession";

    /// <summary>The column's header; the first one when empty.</summary>
    public string Column { get; init; } = "";

    /// <summary>Criteria as YAML or JSON, instead of the fields.</summary>
    public string Text { get; init; } = "";
}

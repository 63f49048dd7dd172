using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.Configuration.Sections.Pacs;

/// <summary>What is known of a PACS; what is left out is not known.</summary>
internal sealed record QuirkOptions
{
    [Description("Information model to ask in: StudyRoot or PatientRoot.")]
    public InformationModel? Model { get; init; }

    [Description("How instances are fetched: Move (C-MOVE) or Get (C-GET).")]
    public RetrievalMethod? Retrieval { get; init; }

    [Description("The narrowest level at which it retrieves: Study, Series or Image.")]
    public QueryLevel? NarrowestRetrieval { get; init; }

    [Description("The narrowest level at which it answers queries: Study, Series or Image.")]
    public QueryLevel? NarrowestQuery { get; init; }

    [Description("It answers relational queries when that is negotiated.")]
    public bool? Relational { get; init; }

    [Description("It answers queries below the patient level for one named patient only: patients are asked for first, then the studies of each.")]
    public bool? DescendsFromPatients { get; init; }

    [Description("It matches a date together with its time when that is negotiated.")]
    public bool? DateTimeMatching { get; init; }

    [Description("Most matches that it gives for one query; 0 when there is no limit.")]
    [Between(0, 10_000_000)]
    public int? ResultLimit { get; init; }

    [Description("Keywords of optional keys that it ignores in matching: the node asks wider and filters by itself.")]
    [Keyword]
    public IReadOnlyList<string>? UnmatchedKeys { get; init; }

    [Description("Keywords of optional keys that it does not return.")]
    [Keyword]
    public IReadOnlyList<string>? UnreturnedKeys { get; init; }

    [Description("It misbehaves when an operation is cancelled: the association is aborted instead.")]
    public bool? MayNotBeCancelled { get; init; }
}

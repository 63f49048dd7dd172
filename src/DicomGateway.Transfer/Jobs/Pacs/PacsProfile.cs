using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>What one PACS can do and its quirks: found by a probe, or read from a file of the product, and each set by hand.</summary>
public sealed record PacsProfile
{
    /// <summary>Which information model to ask in.</summary>
    public InformationModel Model { get; init; } = InformationModel.StudyRoot;

    /// <summary>How instances are fetched.</summary>
    public RetrievalMethod Retrieval { get; init; } = RetrievalMethod.Move;

    /// <summary>The narrowest level at which it retrieves.</summary>
    public QueryLevel NarrowestRetrieval { get; init; } = QueryLevel.Image;

    /// <summary>The narrowest level at which it answers queries.</summary>
    public QueryLevel NarrowestQuery { get; init; } = QueryLevel.Image;

    /// <summary>It answers relational queries when that is negotiated.</summary>
    public bool IsRelational { get; init; }

    /// <summary>
    /// It answers queries below the patient level for one named patient only (baseline hierarchical behaviour in patient root, PS3.4 C.4.1.3.1): patients
    /// are asked for first, then the studies of each.
    /// </summary>
    public bool DescendsFromPatients { get; init; }

    /// <summary>Queries and retrievals of studies name their patient.</summary>
    public bool NamesPatients => DescendsFromPatients || Model == InformationModel.PatientRoot;

    /// <summary>It matches a date together with its time when that is negotiated (PS3.4 C.5.1.1).</summary>
    public bool MatchesDateTime { get; init; }

    /// <summary>Most matches that it gives for one query; 0 when no limit is known. A result of exactly so many is not trusted but sliced.</summary>
    public int ResultLimit { get; init; }

    /// <summary>Optional keys, as keywords, that it ignores in matching: the node asks wider and filters by itself.</summary>
    public IReadOnlyList<string> UnmatchedKeys { get; init; } = [];

    /// <summary>Optional keys, as keywords, that it does not return.</summary>
    public IReadOnlyList<string> UnreturnedKeys { get; init; } = [];

    /// <summary>It aborts or misbehaves when it gets a C-CANCEL: the association is aborted instead.</summary>
    public bool MayNotBeCancelled { get; init; }
}

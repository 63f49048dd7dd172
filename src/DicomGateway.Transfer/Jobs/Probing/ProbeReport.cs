using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>What a probe found. Nothing in it identifies a patient.</summary>
public sealed record ProbeReport
{
    /// <summary>Implementation Version Name and Class UID of the PACS.</summary>
    public required string Implementation { get; init; }

    /// <summary>SOP classes of queries and retrievals and what goes with them, with the transfer syntaxes that are accepted.</summary>
    public required IReadOnlyList<ProbedClass> Services { get; init; }

    /// <summary>SOP classes of storage that it would send by C-GET, with the transfer syntaxes of each that it accepts in a context of its own.</summary>
    public IReadOnlyList<ProbedClass> SentByGet { get; init; } = [];

    /// <summary>Relational queries were granted in negotiation.</summary>
    public bool GrantsRelational { get; init; }

    /// <summary>Relational queries are answered as such; null where that could not be told.</summary>
    public bool? AnswersRelational { get; init; }

    /// <summary>Studies are only given of one named patient.</summary>
    public bool DescendsFromPatients { get; init; }

    /// <summary>Combined matching of date and time was granted in negotiation.</summary>
    public bool GrantsDateTime { get; init; }

    /// <summary>Levels at which queries are answered; null where there was no study to ask for.</summary>
    public IReadOnlyList<string>? Levels { get; init; }

    /// <summary>Optional keys.</summary>
    public IReadOnlyList<ProbedKey> Keys { get; init; } = [];

    /// <summary>Most matches that it gives; 0 when there was no limit among so many as were asked for, null where that could not be told.</summary>
    public int? ResultLimit { get; init; }

    /// <summary>Most matches that came for one query.</summary>
    public int MostMatches { get; init; }

    /// <summary>What it does on C-CANCEL.</summary>
    public CancelBehaviour Cancel { get; init; }

    /// <summary>Milliseconds until the first response to a query, the slowest.</summary>
    public long SlowestFirstAnswer { get; init; }

    /// <summary>How one instance was retrieved, level by level; empty when that was not asked for.</summary>
    public IReadOnlyList<ProbedRetrieval> Retrievals { get; init; } = [];

    /// <summary>Queries that were made.</summary>
    public int Queries { get; init; }

    /// <summary>What a person should know of it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What follows for jobs.</summary>
    public PacsProfile Profile { get; init; } = new();
}

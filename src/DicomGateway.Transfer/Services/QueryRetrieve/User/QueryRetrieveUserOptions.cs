using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>One PACS as <see cref="QueryRetrieveUser"/> asks it.</summary>
public sealed record QueryRetrieveUserOptions
{
    /// <summary>Where it is, and who we are to it. Roles and extended negotiation are filled in here.</summary>
    public required DicomClientOptions Client { get; init; }

    /// <summary>Which information model to ask in; the patient level is always asked for in the patient root, which alone has it.</summary>
    public InformationModel Model { get; init; } = InformationModel.StudyRoot;

    /// <summary>Relational queries and retrievals are negotiated (PS3.4 C.5.1.1, C.5.2.1).</summary>
    public bool IsRelational { get; init; }

    /// <summary>Combined matching of a date and its time is negotiated (PS3.4 C.5.1.1).</summary>
    public bool MatchesDateTime { get; init; }

    /// <summary>The association is aborted instead of a C-CANCEL.</summary>
    public bool MayNotBeCancelled { get; init; }

    /// <summary>How long the final response may take after a C-CANCEL: whoever stops something feels it within a second.</summary>
    public TimeSpan CancelTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a retrieval may go without any response: pending ones are optional, and a large study takes its time.</summary>
    public TimeSpan RetrieveTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long pending responses of a retrieval may repeat the same counts.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often one match may come again before the query counts as endless.</summary>
    public int RepeatedMatches { get; init; } = 100;

    /// <summary>Most matches of one query.</summary>
    public long Matches { get; init; } = 5_000_000;
}

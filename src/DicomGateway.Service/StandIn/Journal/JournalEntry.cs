using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Journal;

/// <summary>One thing that was asked of the stand-in or that it sent: invented patients only, so values stand as they are.</summary>
internal sealed record JournalEntry
{
    public DateTimeOffset At { get; init; }

    /// <summary>What happened, such as asked, answered, sent, stored, aborted.</summary>
    public required string Event { get; init; }

    public required StandInOperation Operation { get; init; }

    /// <summary>Number of the operation among those of its kind.</summary>
    public int? Number { get; init; }

    public required string Association { get; init; }

    /// <summary>AE title of who asked.</summary>
    public required string Peer { get; init; }

    public string? Level { get; init; }

    /// <summary>Keys of the identifier that had values, by keyword.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>Matches, or instances sent or received.</summary>
    public int? Count { get; init; }

    public long? Bytes { get; init; }

    public string? Study { get; init; }

    public string? Instance { get; init; }

    public string? Destination { get; init; }

    public string? Status { get; init; }

    /// <summary>What the script had go wrong.</summary>
    public IReadOnlyList<Misbehaviour>? Faults { get; init; }
}

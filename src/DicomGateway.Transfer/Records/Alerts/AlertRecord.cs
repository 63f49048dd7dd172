namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>Something that is or was wrong, or has happened. Nothing in it identifies a patient.</summary>
public sealed record AlertRecord
{
    /// <summary>0 before it was stored.</summary>
    public long AlertId { get; init; }

    public required AlertKind Kind { get; init; }

    /// <summary>Names the same thing from one look to the next.</summary>
    public required string Subject { get; init; }

    /// <summary>For people: what is wrong and what to do.</summary>
    public required string Text { get; init; }

    /// <summary>Rises when it has become worse, so that it is told again.</summary>
    public long Level { get; init; }

    /// <summary>It happened and does not last.</summary>
    public bool IsEvent { get; init; }

    /// <summary>How often it has begun since it was first told or seen.</summary>
    public int Times { get; init; } = 1;

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>The level that was told; null when nothing was told.</summary>
    public long? ToldLevel { get; init; }

    /// <summary>Everything about it has been told.</summary>
    public bool IsClosed { get; init; }
}

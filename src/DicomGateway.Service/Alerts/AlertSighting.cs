namespace DicomGateway.Service.Alerts;

/// <summary>Something that a look at the node has found. Nothing in it identifies a patient.</summary>
internal sealed record AlertSighting
{
    /// <summary>Names the same thing from one look to the next; of an event, it is never used again.</summary>
    public required string Subject { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Text { get; init; }

    /// <summary>Rises when it becomes worse: then it is told again.</summary>
    public long Level { get; init; }

    /// <summary>It has happened, and does not last.</summary>
    public bool IsEvent { get; init; }

    /// <summary>When it began, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }
}

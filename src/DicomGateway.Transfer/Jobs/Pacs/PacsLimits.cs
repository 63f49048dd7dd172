namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>How much of a PACS may be asked, and when.</summary>
public sealed record PacsLimits
{
    /// <summary>Retrievals that may run at a time.</summary>
    public int Associations { get; init; } = 2;

    /// <summary>Studies that may be begun in a minute; 0 for as many as come.</summary>
    public int StudiesPerMinute { get; init; }

    /// <summary>Queries (C-FIND) that may be sent in a minute, evenly spread, by jobs and previews together; 0 for as many as come.</summary>
    public int QueriesPerMinute { get; init; }

    /// <summary>Bytes that may be received in a minute; 0 for as many as come. A study that has begun is finished.</summary>
    public long BytesPerMinute { get; init; }

    /// <summary>When it may be asked; none means always.</summary>
    public IReadOnlyList<WeeklyWindow> Windows { get; init; } = [];
}

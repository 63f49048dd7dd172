namespace DicomGateway.Transfer;

/// <summary>How long things are kept that are no longer needed.</summary>
public sealed record RetentionTimes
{
    /// <summary>Originals, from the time when every destination had confirmed the study.</summary>
    public TimeSpan Originals { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Studies on hold, from the time when they were held.</summary>
    public TimeSpan Held { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Studies that a person has rejected.</summary>
    public TimeSpan Rejected { get; init; } = TimeSpan.FromDays(30);

    /// <summary>De-identified copies, from the time when every destination had confirmed them.</summary>
    public TimeSpan Deidentified { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often to look.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);
}

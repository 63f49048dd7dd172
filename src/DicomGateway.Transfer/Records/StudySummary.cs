namespace DicomGateway.Transfer.Records;

/// <summary>One line of the list of studies; nothing in it identifies a patient.</summary>
public sealed record StudySummary
{
    public required long StudyId { get; init; }

    public required string Project { get; init; }

    public required StudyState State { get; init; }

    /// <summary>Counts the runs of the pipeline; each has a folder of its own.</summary>
    public required int Revision { get; init; }

    /// <summary>Versions that count, duplicates left out.</summary>
    public required int InstanceCount { get; init; }

    public required DateTimeOffset FirstReceived { get; init; }

    public required DateTimeOffset LastReceived { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    /// <summary>An instance came again with other bytes: contents must be compared before the study goes on.</summary>
    public required bool HasVersions { get; init; }

    /// <summary>Runs since the study was last assembled that ended without a result.</summary>
    public required int Attempts { get; init; }

    public string? Modality { get; init; }

    /// <summary>Name and version of the profile that the study keeps because something of it may be outside; null while it is free.</summary>
    public string? KeptProfile { get; init; }
}

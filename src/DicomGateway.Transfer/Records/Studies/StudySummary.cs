using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Studies;

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

    /// <summary>Runs in a row that failed by the study, or over which the process ended. What its surroundings did to it is not among them.</summary>
    public required int Attempts { get; init; }

    /// <summary>Of those, runs over which the process ended.</summary>
    public required int Crashes { get; init; }

    /// <summary>Runs in a row that the surroundings ended: a full disk, a busy database, a service that was stopped.</summary>
    public required int Waits { get; init; }

    public string? Modality { get; init; }

    /// <summary>Name and version of the profile that the study keeps because something of it may be outside; null while it is free.</summary>
    public string? KeptProfile { get; init; }
}

namespace DicomGateway.Transfer.Running;

/// <summary>How studies are run.</summary>
public sealed record StudyRunnerOptions
{
    /// <summary>Studies at a time.</summary>
    public int Studies { get; init; } = 2;

    /// <summary>A run that takes longer counts as failed. Grows with the study: this much, and <see cref="PerInstance"/> for each instance.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan PerInstance { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Runs that may fail before the study is held for a person.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>A lease is renewed while the run goes on; this is how long it outlives a process that was stopped.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often queues are looked at even if nothing woke the workers.</summary>
    public TimeSpan LongestSleep { get; init; } = TimeSpan.FromMinutes(1);
}

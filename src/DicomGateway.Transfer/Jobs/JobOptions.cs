namespace DicomGateway.Transfer.Jobs;

/// <summary>How jobs fetch.</summary>
public sealed record JobOptions
{
    /// <summary>AE titles of ours that PACS send to on C-MOVE and that belong to no project: what comes goes to whom asked for it.</summary>
    public IReadOnlyList<string> RetrieveAeTitles { get; init; } = [];

    /// <summary>Nothing is fetched while less than this many bytes are free: pulls pause before pushes are refused.</summary>
    public long MinimumFreeBytes { get; init; } = 3L << 30;

    /// <summary>A retrieval by which nothing comes for so long, and of which the PACS says nothing either, is given up and asked for again.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same, for a PACS that goes on to say that it works.</summary>
    public TimeSpan LongStall { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long instances may come after the final response.</summary>
    public TimeSpan LateTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Times that the PACS is asked without anything new coming before the rest counts as a gap.</summary>
    public int Rounds { get; init; } = 4;

    /// <summary>Times that a busy PACS is asked for one study before that counts as the study's fault.</summary>
    public int BusyRounds { get; init; } = 12;

    /// <summary>Instances in one request at image level.</summary>
    public int Batch { get; init; } = 50;

    /// <summary>A lease is renewed while the work goes on.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often queues are looked at even if nothing woke the workers.</summary>
    public TimeSpan LongestSleep { get; init; } = TimeSpan.FromSeconds(30);
}

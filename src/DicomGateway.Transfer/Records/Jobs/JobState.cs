namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>Where a job stands. The numbers are stored; never renumber. Allowed changes are in <see cref="JobTransitions"/>.</summary>
public enum JobState
{
    /// <summary>Its studies are being written down. After a restart it is Cancelled: nobody knows which are missing.</summary>
    Preparing = 1,

    /// <summary>Waits for approval.</summary>
    Draft = 2,

    /// <summary>May be run.</summary>
    Approved = 3,

    /// <summary>Its studies are fetched while PACS, windows and limits allow.</summary>
    Running = 4,

    /// <summary>Nothing more is fetched until somebody resumes it; what has come stays.</summary>
    Paused = 5,

    /// <summary>Somebody ended it; what had not come will not be fetched.</summary>
    Cancelled = 6,

    /// <summary>Every instance of every study has come to its end.</summary>
    Done = 7,

    /// <summary>Nothing is open, but not everything could be had; the items say what.</summary>
    DoneWithGaps = 8,
}

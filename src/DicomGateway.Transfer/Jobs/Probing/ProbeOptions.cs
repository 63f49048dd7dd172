using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>What a probe may ask of a PACS.</summary>
public sealed record ProbeOptions
{
    /// <summary>Where the PACS is, and who we are to it.</summary>
    public required DicomClientOptions Client { get; init; }

    /// <summary>Matches of one query that are looked at; it is cancelled after so many.</summary>
    public int Sample { get; init; } = 50;

    /// <summary>Matches that are asked for at most to find a limit on results; 0 does not look for one.</summary>
    public int LimitSample { get; init; } = 1000;

    /// <summary>Rest between two queries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>One instance is retrieved as well; what comes by C-GET is dropped.</summary>
    public bool Retrieve { get; init; }

    /// <summary>Where a C-MOVE of that instance sends it; null for no C-MOVE.</summary>
    public string? MoveDestination { get; init; }
}

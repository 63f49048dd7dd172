using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>A PACS that can be queried and retrieved from.</summary>
public sealed record PacsNode
{
    /// <summary>Own name, which jobs and cohorts refer to.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is, and who we are to it.</summary>
    public required DicomClientOptions Client { get; init; }

    /// <summary>AE title of ours that it sends to on C-MOVE, as it knows it; null where it only does C-GET.</summary>
    public string? MoveDestination { get; init; }

    /// <summary>What it can do and where it differs from the standard.</summary>
    public PacsProfile Profile { get; init; } = new();

    /// <summary>How much of it may be asked, and when.</summary>
    public PacsLimits Limits { get; init; } = new();
}

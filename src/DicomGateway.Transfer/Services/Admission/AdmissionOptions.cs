namespace DicomGateway.Transfer.Services.Admission;

/// <summary>Who may have an association.</summary>
public sealed record AdmissionOptions
{
    /// <summary>The access list. Nobody is known by default.</summary>
    public IReadOnlyList<PeerAccess> Peers { get; init; } = [];

    /// <summary>Where studies can be moved to; who may name which is said with the peers.</summary>
    public IReadOnlyList<MoveDestination> MoveDestinations { get; init; } = [];

    /// <summary>Peers may ask for storage commitment.</summary>
    public bool PromisesStorage { get; init; }

    /// <summary>Associations at a time, over all peers.</summary>
    public int Associations { get; init; } = 500;

    /// <summary>Associations at a time from one address.</summary>
    public int AssociationsPerAddress { get; init; } = 64;

    /// <summary>This many rejections from one address within a minute and it is put off without a look.</summary>
    public int RejectionsPerMinute { get; init; } = 10;

    /// <summary>For how long, the first time; doubled each time up to sixteen times as much.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(30);
}

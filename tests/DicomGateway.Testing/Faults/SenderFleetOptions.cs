namespace DicomGateway.Testing.Faults;

/// <summary>How a <see cref="SenderFleet"/> sends.</summary>
public sealed record SenderFleetOptions
{
    public required ulong Seed { get; init; }

    /// <summary>Where the node listens now; asked before every association, since a restarted node may have moved.</summary>
    public required Func<int> Port { get; init; }

    public string Called { get; init; } = "PROOF";

    public string Calling { get; init; } = "SENDER";

    public int Associations { get; init; } = 4;

    public int PerStudy { get; init; } = 12;

    public int LargestSide { get; init; } = 200;

    public int FirstNumber { get; init; }

    /// <summary>Between two instances of one association, so that a small disk lasts.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);
}

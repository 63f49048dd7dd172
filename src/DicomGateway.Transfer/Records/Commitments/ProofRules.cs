namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>How long a promise is sought.</summary>
public sealed record ProofRules
{
    /// <summary>Requests without an answer, or that were not taken, before an instance is given up.</summary>
    public int VainAsks { get; init; } = 24;

    /// <summary>Refusals before an instance is given up. After the first it is only asked for again, since many archives file what they took a little later; after the next it is sent again.</summary>
    public int Refusals { get; init; } = 4;

    /// <summary>How long to wait before asking again.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromMinutes(1);
}

namespace DicomGateway.Transfer.Forwarding;

/// <summary>The clock of forwarding and what it is asked for.</summary>
/// <param name="Time">The clock.</param>
/// <param name="LongestSleep">How often a queue is looked at even if nothing woke it.</param>
internal sealed record ForwardingTimes(TimeProvider Time, TimeSpan LongestSleep)
{
    /// <summary>Instances that a lane claims at a time.</summary>
    public const int Batch = 64;

    /// <summary>Far longer than a batch takes: the leases of a process that ended are taken back when it starts again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(6);

    /// <summary>Between tries of an instance, and of a destination: no limit to their number.</summary>
    public BackOff Again { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
}

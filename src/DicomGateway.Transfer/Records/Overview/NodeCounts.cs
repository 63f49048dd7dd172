namespace DicomGateway.Transfer.Records.Overview;

/// <summary>How many studies stand where.</summary>
/// <param name="Receiving">Instances are arriving.</param>
/// <param name="InWork">Between arrival and the last destination's confirmation.</param>
/// <param name="Held">Wait for a person.</param>
/// <param name="Done">Every destination has confirmed them.</param>
/// <param name="Rejected">Never go out: a person has decided so, or rules have.</param>
/// <param name="HeldBy">The held ones, by the first finding that holds each.</param>
public sealed record NodeCounts(long Receiving, long InWork, long Held, long Done, long Rejected, IReadOnlyList<HeldReason> HeldBy);

namespace DicomGateway.Transfer.Records.Deliveries;

/// <summary>The queue of one destination.</summary>
public sealed record DeliveryCounts(string Destination, long Pending, long Leased, long Sent, long Warnings, long Failed, DateTimeOffset? OldestPending);

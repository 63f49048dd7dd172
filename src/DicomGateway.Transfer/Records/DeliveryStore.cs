namespace DicomGateway.Transfer.Records;

/// <summary>The queue of every destination: the database is the queue, memory holds only what is leased.</summary>
public sealed class DeliveryStore
{
    /// <summary>Leases up to <paramref name="limit"/> deliveries that are due, oldest first, of one study at a time.</summary>
    public ValueTask<IReadOnlyList<DeliveryWork>> ClaimAsync(string destination, string owner, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Writes results in one transaction; the study is Forwarded with its last one, and Held when one failed for good.</summary>
    public ValueTask CompleteAsync(string owner, IReadOnlyList<DeliveryResult> results, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Puts failed deliveries of a study back into the queue, for a person.</summary>
    public ValueTask<int> RequeueFailedAsync(long studyId, string by, string why, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>When the next delivery of a destination is due, or null when its queue is empty.</summary>
    public ValueTask<DateTimeOffset?> GetNextDueAsync(string destination, CancellationToken cancellationToken) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<DeliveryCounts>> CountAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}

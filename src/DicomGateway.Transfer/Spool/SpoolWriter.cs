namespace DicomGateway.Transfer.Spool;

/// <summary>
/// Takes the data set of one instance as it arrives. Used by one association at a time; disposing an uncommitted writer discards what it took.
/// Every method but <see cref="AbortAsync"/> throws <see cref="SpoolUnavailableException"/> when the disk fails it: drain the data set, answer A700.
/// </summary>
public abstract class SpoolWriter : IAsyncDisposable
{
    /// <summary>Our own id of the instance, known from the start so that logs can name it.</summary>
    public abstract Guid InstanceId { get; }

    /// <summary>Data set bytes taken so far.</summary>
    public abstract long DataSetLength { get; }

    /// <summary>The first bytes of the data set, up to <see cref="SpoolOptions.HeadLength"/>, for the light parse. Valid until commit or abort.</summary>
    public abstract ReadOnlyMemory<byte> Head { get; }

    /// <summary>Appends data set bytes as received. The memory may be reused as soon as the returned task has completed.</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Returns when the instance and its record are durable: only then may Success be answered.</summary>
    public abstract ValueTask<SpooledInstance> CommitAsync(InstanceFacts facts, CancellationToken cancellationToken);

    /// <summary>Discards the instance. Never throws.</summary>
    public abstract ValueTask AbortAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return AbortAsync();
    }
}

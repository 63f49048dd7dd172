namespace DicomGateway.Transfer.Spool;

/// <summary>Keeps what arrives until every destination has it. Nothing is answered with Success before it is durable here.</summary>
public interface ISpool
{
    /// <summary>Whether instances can be taken right now, and if not, why. Cheap: looks at the free space at most once in SpoolOptions.FreeSpaceInterval.</summary>
    SpoolHealth Health { get; }

    /// <summary>Starts to receive one instance. Fails at once when the disk is below its watermark or in error.</summary>
    /// <exception cref="SpoolUnavailableException">Answer A700 (out of resources); the association may go on.</exception>
    ValueTask<SpoolWriter> BeginAsync(ReceiveContext context, InstanceIdentity identity, CancellationToken cancellationToken);
}

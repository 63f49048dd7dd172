namespace DicomGateway.Transfer.Records;

/// <summary>Received instances. Rows come from the spool's journal only.</summary>
public sealed class InstanceStore
{
    /// <summary>Versions that count, oldest first.</summary>
    public ValueTask<IReadOnlyList<InstanceRecord>> ListAsync(long studyId, CancellationToken cancellationToken) => throw new NotImplementedException();

    public ValueTask<InstanceRecord?> FindAsync(Guid instanceId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Groups of versions under one SOP Instance UID whose contents nobody has compared yet.</summary>
    public ValueTask<IReadOnlyList<IReadOnlyList<InstanceRecord>>> ListUncomparedAsync(long studyId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Comparison found the same content: one copy stays, the other's bytes are given back.</summary>
    public ValueTask MarkDuplicateAsync(Guid duplicate, Guid original, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Comparison found other content: both stay.</summary>
    public ValueTask MarkDifferentAsync(Guid instanceId, CancellationToken cancellationToken) => throw new NotImplementedException();
}

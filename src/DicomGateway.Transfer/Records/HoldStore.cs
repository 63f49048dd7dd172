namespace DicomGateway.Transfer.Records;

/// <summary>Studies that wait for a person.</summary>
public sealed class HoldStore
{
    public ValueTask<IReadOnlyList<HoldRecord>> ListOpenAsync(string? project, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<HoldRecord>> ListAsync(long studyId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Held to Assembled: the open hold's findings become approvals that the next run reads.</summary>
    public ValueTask ReleaseAsync(long studyId, string by, string why, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Held to Rejected: nothing of it goes out any more; pending deliveries are cancelled.</summary>
    public ValueTask RejectAsync(long studyId, string by, string why, CancellationToken cancellationToken) => throw new NotImplementedException();
}

namespace DicomGateway.Transfer.Records;

/// <summary>Accounts for every SOP Instance UID that was acknowledged.</summary>
public sealed class LedgerStore
{
    public ValueTask<IReadOnlyList<LedgerCounts>> CountAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}

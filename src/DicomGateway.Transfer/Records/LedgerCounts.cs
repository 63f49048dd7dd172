namespace DicomGateway.Transfer.Records;

/// <summary>Every SOP Instance UID that was ever acknowledged is in exactly one of the columns.</summary>
public sealed record LedgerCounts(string Project, long Received, long Forwarded, long Held, long Rejected, long Excluded, long Pending)
{
    public bool Balances => Received == Forwarded + Held + Rejected + Excluded + Pending;
}

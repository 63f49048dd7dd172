using DicomGateway.Transfer.Records;

namespace DicomGateway.Transfer;

internal static class RecordsWait
{
    /// <summary>Returns when rows of the kind may have changed, or after the time at the latest: waking is a courtesy, the database is the queue.</summary>
    public static async Task WaitAsync(this GatewayRecords records, RecordsChange kind, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await records.WaitForChangeAsync(kind, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The longest time is over.
        }
    }
}

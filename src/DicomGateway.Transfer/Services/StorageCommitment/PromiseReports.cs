using DicomGateway.Transfer.Records.Promises;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>Decides about requests and words the reports.</summary>
internal sealed class PromiseReports(PromiseStore store, PromiseOptions options, TimeProvider time)
{
    /// <summary>What was acknowledged is recorded a moment later: an instance that seems to be missing is looked for once more.</summary>
    private static readonly TimeSpan Recording = TimeSpan.FromSeconds(2);

    public async Task<CommitmentReport> DecideAsync(PromiseRequest request, CancellationToken cancellationToken)
    {
        var result = await store.DecideAsync(request, time.GetUtcNow() + options.Keeps, cancellationToken).ConfigureAwait(false);
        if (result.Refused.Count > 0)
        {
            await Task.Delay(Recording, time, cancellationToken).ConfigureAwait(false);
            result = await store.DecideAsync(request, time.GetUtcNow() + options.Keeps, cancellationToken).ConfigureAwait(false);
        }

        return new CommitmentReport(
            request.TransactionUid, [.. result.Kept.Select(Reference)], [.. result.Refused.Select(one => new CommitmentFailure(Reference(one.Instance), one.Reason))]);
    }

    private static CommitmentReference Reference(PromisedInstance instance) => new(instance.SopClassUid, instance.SopInstanceUid);
}

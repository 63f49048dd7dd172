using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Services.StorageCommitment;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>Puts on record what destinations answer, however the answer came.</summary>
/// <param name="store">The record.</param>
/// <param name="destinationsByAeTitle">Destinations that an archive can speak for.</param>
/// <param name="rules">How long a promise is sought.</param>
/// <param name="metrics">Counts.</param>
/// <param name="log">The log.</param>
internal sealed partial class ProofLedger(
    CommitmentStore store, ILookup<string, string> destinationsByAeTitle, ProofRules rules, TransferMetrics metrics, ILogger<ProofLedger> log) : ICommitmentReports
{
    public async ValueTask<bool> TakeAsync(CommitmentReport report, string archiveAeTitle, CancellationToken cancellationToken)
    {
        var answer = new ProofAnswer(
            report.TransactionUid, [.. destinationsByAeTitle[archiveAeTitle]], [.. report.Committed.Select(instance => instance.SopInstanceUid)],
            [.. report.Failed.Select(failure => (failure.Instance.SopInstanceUid, failure.Reason))]);
        if (await RecordAsync(answer, cancellationToken).ConfigureAwait(false))
            return true;
        LogUnknown(archiveAeTitle);
        return false;
    }

    /// <returns>False when the answer belongs to no request.</returns>
    public async ValueTask<bool> RecordAsync(ProofAnswer answer, CancellationToken cancellationToken)
    {
        if (await store.TakeAsync(answer, rules, cancellationToken).ConfigureAwait(false) is not { } outcome)
            return false;
        metrics.Proven(outcome.Destination, "promised", outcome.Promised);
        metrics.Proven(outcome.Destination, "refused", outcome.Refused);
        metrics.Proven(outcome.Destination, "unmentioned", outcome.Unmentioned);
        if (outcome.Refused + outcome.Unmentioned > 0)
            LogNotAll(outcome.Destination, outcome.Promised, outcome.Refused, outcome.Unmentioned);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{AeTitle} reports on a storage commitment that it was not asked for; the report is refused")]
    private partial void LogUnknown(string aeTitle);

    [LoggerMessage(LogLevel.Warning, "Destination {Destination} promises {Promised} instance(s), refuses {Refused} and says nothing of {Unmentioned}")]
    private partial void LogNotAll(string destination, int promised, int refused, int unmentioned);
}

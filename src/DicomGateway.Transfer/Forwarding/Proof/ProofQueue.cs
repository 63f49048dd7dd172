using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Commitments;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>Asks one destination for what it has to promise, many instances at a time and one request after the other.</summary>
internal sealed partial class ProofQueue(IProver prover, GatewayRecords records, ProofLedger ledger, ForwardingTimes times, ILogger<ProofQueue> log) : IAsyncDisposable
{
    /// <summary>Instances a request: what every archive takes, and a report that fits into any buffer.</summary>
    private const int Batch = 500;

    private static readonly BackOff AfterTrouble = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));

    /// <summary>Studies that are there at about the same time are asked for together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    private readonly CommitmentStore _store = records.Commitments;
    private volatile string? _problem;

    /// <summary>What a person should know, or null.</summary>
    public string? Problem => _problem;

    public async Task RunAsync(ProofRules rules, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var change = records.NextChange(RecordsChange.State);
            try
            {
                await ExpireAsync(rules, cancellationToken).ConfigureAwait(false);
                if (await StepAsync(rules, failures, cancellationToken).ConfigureAwait(false) is { } isWell)
                {
                    failures = isWell ? 0 : failures + 1;
                    await Task.Delay(isWell ? Gather : AfterTrouble.After(failures), times.Time, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var due = await _store.GetNextDueAsync(prover.Destination, cancellationToken).ConfigureAwait(false);
                await change.OrAtLatestAfter(times.Time.Until(due, times.LongestSleep), times.Time, cancellationToken).ConfigureAwait(false);
                await Task.Delay(Gather, times.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogTrouble(prover.Destination, exception.GetType().Name);
                await Task.Delay(AfterTrouble.After(++failures), times.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public ValueTask DisposeAsync() => prover.DisposeAsync();

    /// <summary>One request: null when there is nothing to ask, else whether the destination took it.</summary>
    private async Task<bool?> StepAsync(ProofRules rules, int failures, CancellationToken cancellationToken)
    {
        var uid = DicomUID.Generate().UID;
        if (await _store.ClaimAsync(prover.Destination, uid, prover.AnswerWithin, Batch, cancellationToken).ConfigureAwait(false) is not { } work)
            return null;
        var asked = await AskAsync(work, cancellationToken).ConfigureAwait(false);
        if (asked is ProofTry.NotOffered or ProofTry.Unreachable && !(asked is ProofTry.NotOffered && prover.Kind == ProofKind.WhereOffered))
            await _store.GiveBackAsync(uid, times.Time.GetUtcNow() + AfterTrouble.After(failures + 1), CancellationToken.None).ConfigureAwait(false);
        _problem = asked switch
        {
            ProofTry.NotTaken refused when prover.Kind == ProofKind.Query => $"Destination {prover.Destination} does not answer queries (status {refused.Status:X4}); it is asked again.",
            ProofTry.NotOffered when prover.Kind != ProofKind.WhereOffered =>
                $"Destination {prover.Destination} does not offer storage commitment; its studies wait for it. Set its proof to query or none, or let the archive offer it.",
            ProofTry.NotTaken refused => $"Destination {prover.Destination} refuses storage commitment (status {refused.Status:X4}); it is asked again. See whether it knows this node's AE title.",
            ProofTry.Unreachable => $"Destination {prover.Destination} cannot be asked for the promise to keep what it took; it is tried again.",
            _ => null,
        };
        switch (asked)
        {
            case ProofTry.Taken:
                await _store.TakenAsync(uid, CancellationToken.None).ConfigureAwait(false);
                return true;
            case ProofTry.Answered(var answer):
                await ledger.RecordAsync(answer, CancellationToken.None).ConfigureAwait(false);
                return true;
            case ProofTry.NotOffered when prover.Kind == ProofKind.WhereOffered:
                LogNotOffered(prover.Destination);
                await _store.WaiveAsync(prover.Destination, "the archive offers no storage commitment", CancellationToken.None).ConfigureAwait(false);
                return true;
            case ProofTry.NotTaken(var status):
                LogNotTaken(prover.Destination, status);
                await _store.NotTakenAsync(uid, status, rules, CancellationToken.None).ConfigureAwait(false);
                return false;
            case ProofTry.Unreachable(var text):
                LogUnreachable(prover.Destination, text);
                return false;
            default:
                return false;
        }
    }

    /// <summary>What the process is stopped in the middle of goes back; what was sent all the same is still taken as an answer.</summary>
    private async Task<ProofTry> AskAsync(ProofWork work, CancellationToken cancellationToken)
    {
        try
        {
            return await prover.AskAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await _store.GiveBackAsync(work.TransactionUid, times.Time.GetUtcNow() + AfterTrouble.After(1), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ExpireAsync(ProofRules rules, CancellationToken cancellationToken)
    {
        if (await _store.ExpireAsync(prover.Destination, rules, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            LogUnanswered(prover.Destination, count);
    }

    [LoggerMessage(LogLevel.Information, "Destination {Destination} offers no storage commitment; its answer to each instance is enough")]
    private partial void LogNotOffered(string destination);

    [LoggerMessage(LogLevel.Warning, "Destination {Destination} did not take a request for storage commitment: status {Status:X4}")]
    private partial void LogNotTaken(string destination, ushort status);

    [LoggerMessage(LogLevel.Warning, "Destination {Destination} could not be asked for storage commitment: {Text}")]
    private partial void LogUnreachable(string destination, string text);

    [LoggerMessage(LogLevel.Warning, "Destination {Destination} has not answered for {Count} instance(s); it is asked again")]
    private partial void LogUnanswered(string destination, int count);

    [LoggerMessage(LogLevel.Error, "Storage commitment with {Destination} could not go on ({Kind}) and tries again")]
    private partial void LogTrouble(string destination, string kind);
}

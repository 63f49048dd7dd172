using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Services.StorageCommitment;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>Seeks the promises of all destinations that have to give one, each in a queue of its own.</summary>
internal sealed class ProofWorker : IAsyncDisposable
{
    private readonly GatewayRecords _records;
    private readonly ProofRules _rules;
    private readonly Dictionary<string, ProofKind> _kinds;
    private readonly IReadOnlyList<ProofQueue> _queues;

    public ProofWorker(IReadOnlyList<ArchiveOptions> archives, GatewayRecords records, ProofRules rules, ForwardingTimes times, TransferMetrics metrics, ILoggerFactory logs)
    {
        (_records, _rules) = (records, rules);
        _kinds = archives.ToDictionary(archive => archive.Name, archive => archive.Proof, StringComparer.Ordinal);
        var ledger = new ProofLedger(
            records.Commitments, archives.ToLookup(archive => archive.Client.CalledAeTitle, archive => archive.Name, StringComparer.Ordinal), rules, metrics,
            logs.CreateLogger<ProofLedger>());
        Reports = ledger;
        _queues =
        [
            .. archives.Where(archive => archive.Proof is ProofKind.WhereOffered or ProofKind.Commitment)
                .Select(archive => new CommitmentProver(archive, ledger, times.Time))
                .Select(prover => new ProofQueue(prover, records, ledger, times, logs.CreateLogger<ProofQueue>())),
        ];
    }

    /// <summary>Takes the reports that come by the listener.</summary>
    public ICommitmentReports Reports { get; }

    public IEnumerable<string> Problems => _queues.Select(queue => queue.Problem).OfType<string>();

    /// <summary>Before anything is forwarded: which destinations have to promise.</summary>
    public ValueTask StartAsync(CancellationToken cancellationToken) => _records.Commitments.UseAsync(_kinds, cancellationToken);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_queues.Select(queue => queue.RunAsync(_rules, cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
            await queue.DisposeAsync().ConfigureAwait(false);
    }
}

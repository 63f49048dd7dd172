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

    public ProofWorker(TransferOptions options, GatewayRecords records, SealedStudies studies, ForwardingTimes times, TransferMetrics metrics, ILoggerFactory logs)
    {
        (_records, _rules) = (records, options.Proof);
        _kinds = options.Archives.Select(archive => (archive.Name, archive.Proof)).Concat(options.StowServers.Select(server => (server.Name, server.Proof)))
            .ToDictionary(StringComparer.Ordinal);
        var archives = options.Archives;
        var ledger = new ProofLedger(
            records.Commitments, archives.ToLookup(archive => archive.Client.CalledAeTitle, archive => archive.Name, StringComparer.Ordinal), _rules, metrics,
            logs.CreateLogger<ProofLedger>());
        Reports = ledger;
        IEnumerable<IProver> provers =
        [
            .. archives.Where(archive => archive.Proof is ProofKind.WhereOffered or ProofKind.Commitment).Select(archive => new CommitmentProver(archive, ledger, times.Time)),
            .. archives.Where(archive => archive.Proof == ProofKind.Query).Select(archive => new QueryProver(archive, studies, times.Time)),
            .. options.StowServers.Where(server => server.Proof == ProofKind.Query).Select(server => new WebQueryProver(server, studies, times.Time)),
        ];
        _queues = [.. provers.Select(prover => new ProofQueue(prover, records, ledger, times, logs.CreateLogger<ProofQueue>()))];
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

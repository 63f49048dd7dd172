using System.Diagnostics.Metrics;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer;

/// <summary>Looks at the queues now and then, so that whoever reads the metrics bothers no database.</summary>
internal sealed partial class QueueGauges
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly GatewayRecords _records;
    private readonly ISpool _spool;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private IReadOnlyList<LedgerCounts> _ledger = [];
    private IReadOnlyList<DeliveryCounts> _deliveries = [];

    public QueueGauges(Meter meter, GatewayRecords records, ISpool spool, TimeProvider time, ILogger<QueueGauges> log)
    {
        (_records, _spool, _time, _log) = (records, spool, time, log);
        meter.CreateObservableGauge("dicomgateway_instances", ObserveLedger, description: "Instances acknowledged, by project and where they stand");
        meter.CreateObservableGauge("dicomgateway_deliveries_waiting", ObserveWaiting, description: "Instances that wait for a destination");
        meter.CreateObservableGauge("dicomgateway_delivery_oldest_seconds", ObserveOldest, "s", "Age of the oldest instance that waits for a destination");
        meter.CreateObservableGauge("dicomgateway_disk_free_bytes", () => _spool.Health.FreeBytes, "bytes", "Free space of the data folder's file system");
        meter.CreateObservableGauge("dicomgateway_spool_accepting", () => _spool.Health.IsAccepting ? 1 : 0, description: "1 while instances can be taken");
        meter.CreateObservableGauge("dicomgateway_spool_failed_syncs", () => _spool.Health.FailedSyncs, description: "Syncs that the disk has failed since start");
    }

    /// <summary>Destinations that instances wait for and that nobody serves any more.</summary>
    public IEnumerable<string> FindOrphans(IEnumerable<string> served) =>
        _deliveries.Where(line => line.Pending > 0).Select(line => line.Destination).Except(served, StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                _ledger = await _records.Ledger.CountAsync(cancellationToken).ConfigureAwait(false);
                _deliveries = await _records.Deliveries.CountAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.GetType().Name);
            }

            await Task.Delay(Interval, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<Measurement<long>> ObserveLedger() => _ledger.SelectMany(line => new[]
    {
        Of(line.Pending, line.Project, "pending"), Of(line.Held, line.Project, "held"), Of(line.Rejected, line.Project, "rejected"), Of(line.Excluded, line.Project, "excluded"), Of(line.Forwarded, line.Project, "forwarded"),
    });

    private IEnumerable<Measurement<long>> ObserveWaiting() => _deliveries.Select(line => new Measurement<long>(line.Pending + line.Leased, Destination(line)));

    private IEnumerable<Measurement<double>> ObserveOldest() => _deliveries.Select(line => new Measurement<double>(
        line.OldestPending is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0, Destination(line)));

    private static Measurement<long> Of(long count, string project, string state) =>
        new(count, new KeyValuePair<string, object?>("project", project), new KeyValuePair<string, object?>("state", state));

    private static KeyValuePair<string, object?> Destination(DeliveryCounts line) => new("destination", line.Destination);

    [LoggerMessage(LogLevel.Warning, "The queues could not be counted for the metrics ({Kind})")]
    private partial void LogFailed(string kind);
}

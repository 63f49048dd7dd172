using DicomGateway.Service.Alerts.Channels;
using DicomGateway.Service.Alerts.Looking;
using DicomGateway.Service.Alerts.Telling;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Alerts;

/// <summary>Tells people what is wrong with the node. Begins after the node and ends before it; whatever fails here disturbs nothing else.</summary>
internal sealed class AlertRoom : BackgroundService
{
    private readonly LoadedConfiguration _configuration;
    private readonly GatewayNode _node;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly IReadOnlyList<IAlertChannel> _channels;
    private IReadOnlyList<AlertSender> _senders = [];

    public AlertRoom(LoadedConfiguration configuration, GatewayNode node, TimeProvider time, ILoggerFactory logs)
    {
        (_configuration, _node, _time, _logs) = (configuration, node, time, logs);
        _channels = AlertChannels.From(configuration, time);
    }

    /// <summary>How the channels do.</summary>
    public IReadOnlyList<AlertSender> Senders => _senders;

    /// <summary>Channels that take nothing, for health pages: they do not make the node unready.</summary>
    public IReadOnlyList<string> Problems => [.. _senders.Select(sender => sender.Problem).OfType<string>()];

    /// <summary>Sends a test by every channel.</summary>
    public Task<IReadOnlyList<(string Channel, string? Problem)>> TestAsync(CancellationToken cancellationToken) =>
        new AlertTest(_channels, _time).RunAsync(cancellationToken);

    public override void Dispose()
    {
        foreach (var channel in _channels.OfType<IDisposable>())
            channel.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = _configuration.Values.Alerts;
        var records = _node.Records;
        _senders = [.. _channels.Select(channel => new AlertSender(channel, records.AlertSendings, _time, _logs.CreateLogger<AlertSender>()))];
        var watch = new AlertWatch(Sources(), _channels, new AlertPlan(AlertRules.From(options)), records.Alerts, _time, _logs.CreateLogger<AlertWatch>());
        var pruning = new AlertPruning(records.Alerts, options.Keep, options.KeepMost, _time, _logs.CreateLogger<AlertPruning>());
        await Task.WhenAll([pruning.RunAsync(stoppingToken), LookAsync(watch, options, stoppingToken), TellEndAsync(_node.Storage.WhenBroken, stoppingToken), .. _senders.Select(sender => sender.RunAsync(stoppingToken))]);
    }

    private async Task LookAsync(AlertWatch watch, AlertsOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await watch.LookAsync(cancellationToken))
            {
                foreach (var sender in _senders)
                    sender.Wake();
            }

            await Task.Delay(options.LookEvery, _time, cancellationToken);
        }
    }

    /// <summary>The end that this tells of also ends this: both come at the same moment.</summary>
    private async Task TellEndAsync(Task<RecordsException> broken, CancellationToken cancellationToken)
    {
        var farewell = new AlertFarewell(_channels, _time, _logs.CreateLogger<AlertFarewell>());
        await Task.WhenAny(broken, Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
        if (broken.IsCompletedSuccessfully)
            await farewell.TellAsync((await broken).Message);
    }

    private IReadOnlyList<IAlertSource> Sources()
    {
        var thresholds = _configuration.Values.Alerts.Thresholds;
        var leastFree = (thresholds.DiskFreeMegabytes ?? 2L * _configuration.Values.Storage.WatermarkMegabytes) << 20;
        return
        [
            new NodeSource(_node),
            new DestinationSource(_node),
            new DiskSource(_node, leastFree),
            new CertificateSource(CertificateSource.Of(_configuration), thresholds.CertificateDays, _time),
            new AuthoritySource(AuthoritySource.Of(_configuration), thresholds.CertificateDays, _time),
            new HeldSource(_node),
            new JobSource(_node, thresholds.JobStuckAfter, _time),
            new PacsSource(_node),
            new StorageSource(_node, thresholds.BackupWithin, _time),
        ];
    }
}

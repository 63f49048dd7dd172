using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Control;
using DicomGateway.Transfer;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Hosting;

/// <summary>The rooms of one node, started in the order in which they need each other and stopped in the reverse.</summary>
internal sealed partial class GatewayNode(LoadedConfiguration configuration, TimeProvider time, ILoggerFactory logs) : IHostedService, IAsyncDisposable
{
    private readonly ILogger _log = logs.CreateLogger<GatewayNode>();
    private GatewayStorage? _storage;
    private TransferNode? _transfer;

    public GatewayRecords Records => (_storage ?? throw new InvalidOperationException("The node has not started.")).Records;

    /// <summary>Why the node takes no instances right now; empty when it does.</summary>
    public IReadOnlyList<string> Problems()
    {
        if (_storage is null)
            return ["The node has not started."];
        var spool = _storage.Spool.Health;
        return [.. spool.IsAccepting ? [] : new[] { spool.Text }, .. _transfer?.Problems() ?? []];
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = new DataFolder(configuration.DataFolder);
        var keyFile = ProjectKeyFile.Open(configuration.KeyFile, new PlainOutputFileWriter());
        var recordsKey = RecordsKey.Open(keyFile, folder);
        _storage = await GatewayStorage.OpenAsync(folder.Path, SpoolSettings(), recordsKey, time, logs, cancellationToken);

        // The folder is ours now, so a socket that lies here is left over from a process that has gone.
        File.Delete(ControlSocket.PathIn(folder.Path));
        var projects = configuration.Values.Projects.Select(project => project.Name);
        var pseudonyms = await KeyMemory.OpenAsync(keyFile, _storage.Records, projects, cancellationToken);
        _transfer = new TransferNode(TransferSettings.From(configuration), _storage, pseudonyms, time, logs);
        await _transfer.StartAsync(cancellationToken);
        LogStarted(configuration.Values.Projects.Count, configuration.Values.Destinations.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _transfer, null) is { } transfer)
            await transfer.DisposeAsync();
        if (Interlocked.Exchange(ref _storage, null) is { } storage)
        {
            await storage.DisposeAsync();
            LogStopped();
        }
    }

    private SpoolOptions SpoolSettings() => new() { MinimumFreeBytes = configuration.Values.Storage.WatermarkMegabytes * 1048576L };

    [LoggerMessage(LogLevel.Information, "Node started: {Projects} project(s), {Destinations} destination(s)")]
    private partial void LogStarted(int projects, int destinations);

    [LoggerMessage(LogLevel.Information, "Node stopped; everything received is durable")]
    private partial void LogStopped();
}

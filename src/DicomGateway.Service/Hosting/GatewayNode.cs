using DicomGateway.Network.Transport;
using DicomGateway.Service.Admission;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Control;
using DicomGateway.Service.Pacs;
using DicomGateway.Transfer;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Hosting;

/// <summary>The rooms of one node, started in the order in which they need each other and stopped in the reverse.</summary>
internal sealed partial class GatewayNode(LoadedConfiguration configuration, TimeProvider time, ILoggerFactory logs, IHostApplicationLifetime lifetime)
    : IHostedService, IAsyncDisposable
{
    private const string Actor = "service";

    private readonly ILogger _log = logs.CreateLogger<GatewayNode>();
    private GatewayStorage? _storage;
    private TransferNode? _transfer;
    private PacsDirectory? _pacs;
    private AdmissionDirectory? _admission;
    private AdmissionUpdate? _update;
    private DicomServer? _server;

    /// <summary>Where the DICOM server listens; ports that were 0 have become real.</summary>
    public IReadOnlyList<System.Net.IPEndPoint> EndPoints => _server?.EndPoints ?? [];

    public GatewayStorage Storage => _storage ?? throw new InvalidOperationException("The node has not started.");

    public GatewayRecords Records => Storage.Records;

    public TransferNode Transfer => _transfer ?? throw new InvalidOperationException("The node has not started.");

    /// <summary>Why the node ended by itself; null when it was told to, or has not ended.</summary>
    public string? Failure { get; private set; }

    public PacsDirectory Pacs => _pacs ?? throw new InvalidOperationException("The node has not started.");

    public AdmissionDirectory Admission => _admission ?? throw new InvalidOperationException("The node has not started.");

    public IQueryRetrieveUsers QueryRetrieveUsers => Transfer.QueryRetrieveUsers;

    /// <summary>Why jobs begin nothing on a PACS right now, or null.</summary>
    public string? FindJobWaiting(string pacs) => _transfer?.FindJobWaiting(pacs);

    public CohortPreparation Cohorts => (_transfer ?? throw new InvalidOperationException("The node has not started.")).Cohorts;

    public OptOutChanges OptOuts => Transfer.OptOuts;

    public PatientChanges Patients => Transfer.Patients;

    public StudyPatients StudyPatients => Transfer.StudyPatients;

    /// <summary>Why the node takes no instances right now; empty when it does.</summary>
    public IReadOnlyList<string> Problems()
    {
        if (_storage is null)
            return ["The node has not started."];
        if (Failure is not null)
            return [Failure];
        var spool = _storage.Spool.Health;
        return [.. spool.IsAccepting ? [] : new[] { spool.Text }, .. _storage.Problems, .. _transfer?.Problems() ?? []];
    }

    /// <summary>Whether instances of before the last stop are still being read from the spool and recorded. New ones are taken meanwhile.</summary>
    public bool IsCatchingUp => _storage is { CaughtUp.IsCompleted: false };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var opened = await NodeStorage.OpenAsync(configuration, time, logs, cancellationToken);
        var storage = _storage = opened.Storage;

        // The folder is ours now, so a socket that lies here is left over from a process that has gone.
        File.Delete(ControlSocket.PathIn(configuration.DataFolder));
        var pseudonyms = await opened.OpenProjectKeysAsync(configuration, cancellationToken);
        _pacs = await PacsDirectory.OpenAsync(configuration, storage.Records.Configuration, cancellationToken);
        _admission = await AdmissionDirectory.OpenAsync(configuration, storage.Records.Configuration, cancellationToken);
        foreach (var (noun, name) in _admission.Replaced.Concat(_pacs.Replaced.Select(name => ("PACS", name))))
            LogReplaced(noun, name);
        _transfer = new TransferNode(TransferSettings.From(configuration), storage, pseudonyms, _pacs, time, logs);
        _update = new AdmissionUpdate(_transfer.Peers, _admission, _pacs, configuration.IsOpen, logs.CreateLogger<AdmissionUpdate>());
        await _update.StartAsync(time, cancellationToken);
        await _transfer.StartAsync(cancellationToken);
        _server = new DicomServer(ServerSettings.From(configuration), _transfer.AssociationPolicy, _transfer.Services, _transfer.AssociationObserver, time);
        _server.Start();
        await ConfigurationSeed.ApplyAsync(configuration.Values, storage.Records, cancellationToken);
        await storage.Records.Audit.AppendAsync(Actor, "service.started", null, null, null, cancellationToken);
        LogStarted(configuration.Values.Projects.Count, configuration.Values.Destinations.Count, string.Join(", ", _server.EndPoints));
        _ = EndWhenBrokenAsync(storage);
    }

    /// <summary>Port by port: no new associations, what has begun is finished or given up, workers stop where they can resume.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
            await server.StopAsync(GatewayHost.DrainTime / 2);
        if (_storage is { } storage)
            await TryRecordStopAsync(storage);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
            await server.DisposeAsync();
        if (Interlocked.Exchange(ref _update, null) is { } update)
            await update.DisposeAsync();
        if (Interlocked.Exchange(ref _transfer, null) is { } transfer)
            await transfer.DisposeAsync();
        Interlocked.Exchange(ref _pacs, null)?.Dispose();
        Interlocked.Exchange(ref _admission, null)?.Dispose();
        if (Interlocked.Exchange(ref _storage, null) is { } storage)
        {
            await storage.DisposeAsync();
            LogStopped();
        }
    }

    /// <summary>A start reads what the disk really holds and records what the spool has: the service manager's to do.</summary>
    private async Task EndWhenBrokenAsync(GatewayStorage storage)
    {
        Failure = (await storage.WhenBroken).Message;
        LogBroken(Failure);
        lifetime.StopApplication();
    }

    private async Task TryRecordStopAsync(GatewayStorage storage)
    {
        try
        {
            await storage.Records.Audit.AppendAsync(Actor, "service.stopped", null, null, null, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Whoever stops the node because its disk is full must be able to.
            LogStopNotRecorded(exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The node ends, for it must start again: {Why}")]
    private partial void LogBroken(string why);

    [LoggerMessage(LogLevel.Error, "The database did not take the record of this stop ({Kind})")]
    private partial void LogStopNotRecorded(string kind);

    [LoggerMessage(LogLevel.Warning, "gateway.json now has the {Noun} {Name} that a person had added; the file counts, and the audit holds what was there before")]
    private partial void LogReplaced(string noun, string name);

    [LoggerMessage(LogLevel.Information, "Node started: {Projects} project(s), {Destinations} destination(s), listening on {EndPoints}")]
    private partial void LogStarted(int projects, int destinations, string endPoints);

    [LoggerMessage(LogLevel.Information, "Node stopped; everything received is durable")]
    private partial void LogStopped();
}

using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Jobs.Arrivals;
using DicomGateway.Transfer.Jobs.Completeness;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Services.Storage;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>The room of jobs, put together: the door for what is retrieved, and the workers.</summary>
internal sealed class JobRoom
{
    private readonly JobWorker _worker;
    private readonly JobSettlement _settlement;
    private readonly Task _caughtUp;

    public JobRoom(TransferOptions options, GatewayStorage storage, JobSources sources, TransferMetrics metrics, TimeProvider time, ILoggerFactory logs)
    {
        _caughtUp = storage.CaughtUp;
        var projects = options.Projects.SelectMany(project => project.AeTitles.Select(title => (title, project.Name))).ToDictionary(StringComparer.Ordinal);
        var open = new OpenItems();
        var router = new ArrivalRouter(projects, options.Jobs.RetrieveAeTitles, open, storage.Records.JobItems);
        Storage = new StorageProvider(storage.Spool, router, metrics, logs.CreateLogger<StorageProvider>());
        var node = new JobSurroundings(
            storage.Records, open, sources, Storage, () => HasRoom(storage.Spool.Health, options.Jobs.MinimumFreeBytes));
        _worker = new JobWorker(node, options.Jobs, time, logs.CreateLogger<JobWorker>());
        _settlement = new JobSettlement(storage.Records, new ExclusionReview(storage.Records), options.Jobs.LongestSleep, time, logs.CreateLogger<JobSettlement>());
    }

    /// <summary>Takes instances: those that are pushed, and those that a job asked for.</summary>
    public IDimseHandler Storage { get; }

    public IReadOnlyList<string> Problems => _worker.Problems;

    public string? FindWaiting(string pacs) => _worker.FindWaiting(pacs);

    /// <summary>Asks for nothing before Records knows what is here already.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _caughtUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _worker.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task SettleAsync(CancellationToken cancellationToken) => _settlement.RunAsync(cancellationToken);

    private static bool HasRoom(SpoolHealth health, long minimum) => health.IsAccepting && health.FreeBytes >= minimum;
}

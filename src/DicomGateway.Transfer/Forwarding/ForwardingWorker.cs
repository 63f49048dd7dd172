using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>The queues of all destinations, each with lanes of its own: one that is down holds up no other.</summary>
internal sealed class ForwardingWorker : IAsyncDisposable
{
    private readonly IReadOnlyList<IDestination> _destinations;
    private readonly IReadOnlyList<DestinationQueue> _queues;

    public ForwardingWorker(
        IReadOnlyList<IDestination> destinations, GatewayRecords records, SealedStudies sealedStudies, ForwardingTimes times, TransferMetrics metrics, ILoggerFactory logs)
    {
        _destinations = destinations;
        _queues = [.. destinations.Select(destination => new DestinationQueue(destination, records, sealedStudies, times, metrics, logs.CreateLogger<DestinationQueue>()))];
    }

    public IEnumerable<string> Problems => _queues.Select(queue => queue.Problem).OfType<string>();

    public IReadOnlyList<DestinationHealth> Health => [.. _queues.Select(queue => queue.Health)];

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_queues.Select(queue => queue.RunAsync(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
            queue.Dispose();
        foreach (var destination in _destinations)
            await destination.DisposeAsync().ConfigureAwait(false);
    }
}

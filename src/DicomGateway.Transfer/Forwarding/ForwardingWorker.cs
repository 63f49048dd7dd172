using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>The queues of all destinations, each with lanes of its own: one that is down holds up no other.</summary>
internal sealed class ForwardingWorker : IAsyncDisposable
{
    /// <summary>A person waits for the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

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

    /// <summary>Null when there is no such destination.</summary>
    public async Task<DestinationEcho?> EchoAsync(string name, CancellationToken cancellationToken)
    {
        if (_destinations.FirstOrDefault(destination => destination.Name == name) is not { } destination)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await destination.EchoAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DestinationEcho(false, $"No answer within {Patience.TotalSeconds} seconds.", "Check address and firewall, and whether it hangs.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
            queue.Dispose();
        foreach (var destination in _destinations)
            await destination.DisposeAsync().ConfigureAwait(false);
    }
}

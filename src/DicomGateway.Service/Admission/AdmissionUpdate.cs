using System.Net;
using System.Net.Sockets;
using DicomGateway.Service.Pacs;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Service.Admission;

/// <summary>
/// Brings into effect whom the node knows, at each change: peers, move destinations, and every PACS that is asked to send. Such a PACS is let in under
/// its AE title, from its host, to the AE title that it is asked to send to, and no other; its host's addresses are looked up again every minute.
/// </summary>
internal sealed partial class AdmissionUpdate(PeerDirectory peers, AdmissionDirectory admission, PacsDirectory pacs, bool isOpen, ILogger<AdmissionUpdate> log) : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _applying = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private Task _looking = Task.CompletedTask;

    /// <summary>Begins, with everybody as they are now.</summary>
    public async Task StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        admission.Peers.WhenChanged = ApplyAsync;
        admission.MoveDestinations.WhenChanged = ApplyAsync;
        pacs.WhenChanged = ApplyAsync;
        await ApplyAsync(cancellationToken);
        _looking = LookAgainAsync(time);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
        _applying.Dispose();
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await _applying.WaitAsync(cancellationToken);
        try
        {
            var senders = new List<PeerAccess>();
            foreach (var node in pacs.List().Where(node => node.MoveDestination is not null))
            {
                if (await AddressesAsync(node.Client.Host, cancellationToken) is { Count: > 0 } addresses)
                    senders.Add(new PeerAccess { CallingAeTitle = node.Client.CalledAeTitle, CalledAeTitles = [node.MoveDestination!], Addresses = addresses });
                else
                    LogNoAddress(node.Name);
            }

            var anybody = isOpen ? new[] { new PeerAccess { CallingAeTitle = "*" } } : [];
            peers.Replace([.. anybody, .. admission.ListAccess(), .. senders], [.. admission.ListDestinations()]);
        }
        finally
        {
            _applying.Release();
        }
    }

    private async Task LookAgainAsync(TimeProvider time)
    {
        try
        {
            using var timer = new PeriodicTimer(Again, time);
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (pacs.List().Any(node => node.MoveDestination is not null && !IPAddress.TryParse(node.Client.Host, out _)))
                    await ApplyAsync(_end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    private static async Task<IReadOnlyList<IPNetwork>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await Dns.GetHostAddressesAsync(host, cancellationToken)).Select(AdmissionSettings.Single)];
        }
        catch (SocketException)
        {
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "The host of PACS {Name} has no address now: what it sends is refused until it has one")]
    private partial void LogNoAddress(string name);
}

using DicomGateway.Service.Alerts.Channels;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>Tells that the node ends because its database can no longer be written: so past Records, once by each channel, in the time that is left.</summary>
internal sealed partial class AlertFarewell(IReadOnlyList<IAlertChannel> channels, TimeProvider time, ILogger<AlertFarewell> log)
{
    /// <summary>A node that ends again and again right after its start has told that before.</summary>
    private static readonly TimeSpan LeastRun = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset _begun = time.GetUtcNow();

    public async Task TellAsync(string why)
    {
        var now = time.GetUtcNow();
        if (now - _begun < LeastRun)
            return;
        var line = new AlertLine(AlertLineState.Happened, $"The node ends, for it must start again. {why} If this comes back, replace the disk.", now, now, 1);
        var message = new AlertMessage(-now.ToUnixTimeSeconds(), AlertKind.Storage, now, "The node ends: its database cannot be trusted before a restart", IsOver: false, [line]);
        using var limit = new CancellationTokenSource(Limit, time);
        await Task.WhenAll(channels.Where(channel => channel.Wants(AlertKind.Storage)).Select(channel => TryAsync(channel, message, limit.Token)));
    }

    private async Task TryAsync(IAlertChannel channel, AlertMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await channel.SendAsync(message, cancellationToken);
        }
        catch (Exception e) when (e is AlertChannelException or OperationCanceledException)
        {
            LogNotTold(channel.Name, e.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "Alert channel {Channel} could not be told that the node ends ({Cause})")]
    private partial void LogNotTold(string channel, string cause);
}

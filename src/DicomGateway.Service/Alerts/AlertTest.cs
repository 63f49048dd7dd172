using DicomGateway.Service.Alerts.Channels;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>A message that somebody asked for, sent by every channel at once and only once; it is not on record.</summary>
internal sealed class AlertTest(IReadOnlyList<IAlertChannel> channels, TimeProvider time)
{
    /// <summary>Name of each channel, and why it did not take the message; null where it did.</summary>
    public async Task<IReadOnlyList<(string Channel, string? Problem)>> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var line = new AlertLine(AlertLineState.Happened, "This is a test: somebody wanted to see whether alerts arrive here. Nothing is wrong.", now, now, 1);
        var message = new AlertMessage(0, AlertKind.Node, now, "A test", IsOver: false, [line]);
        return await Task.WhenAll(channels.Select(async channel => (channel.Name, await TryAsync(channel, message, cancellationToken))));
    }

    private static async Task<string?> TryAsync(IAlertChannel channel, AlertMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await channel.SendAsync(message, cancellationToken);
            return null;
        }
        catch (AlertChannelException e)
        {
            return e.Message;
        }
    }
}

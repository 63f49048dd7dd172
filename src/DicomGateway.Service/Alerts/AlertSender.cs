using DicomGateway.Service.Alerts.Channels;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>Brings messages to one channel, one at a time, and again until it takes them. What the channel does never reaches the rest of the node.</summary>
internal sealed partial class AlertSender(IAlertChannel channel, AlertSendings sendings, TimeProvider time, ILogger<AlertSender> log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);

    private volatile string? _problem;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IAlertChannel Channel => channel;

    /// <summary>Why the channel takes nothing; null when it does.</summary>
    public string? Problem => _problem;

    /// <summary>There may be something to send.</summary>
    public void Wake() => Interlocked.Exchange(ref _news, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var news = Volatile.Read(ref _news).Task;
            if (await TrySendNextAsync(cancellationToken) is not { } sent)
                await news.WaitAsync(cancellationToken);
            else if (sent)
                failures = 0;
            else
                await Task.Delay(WaitAfter(++failures), time, cancellationToken);
        }
    }

    /// <summary>True when a message was taken, false when not, null when none waits.</summary>
    private async Task<bool?> TrySendNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await sendings.FindNextAsync(channel.Name, cancellationToken) is not { } sending)
                return null;
            return await TrySendAsync(sending, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogTrouble(channel.Name, exception.GetType().Name);
            return false;
        }
    }

    private async Task<bool> TrySendAsync(AlertSending sending, CancellationToken cancellationToken)
    {
        try
        {
            await channel.SendAsync(sending.Message, cancellationToken);
            _problem = null;
        }
        catch (AlertChannelException e)
        {
            _problem = $"Alerts by {channel.Name} do not arrive: {e.Message} They are tried again.";
            LogNotTaken(channel.Name, sending.Message.MessageId, sending.Attempts + 1, e.Message);
            if (time.GetUtcNow() - sending.Message.MadeAt > GivenUpAfter)
                await sendings.SetGivenUpAsync(sending, cancellationToken);
            else
                await sendings.SetFailedAsync(sending, cancellationToken);
            return false;
        }

        await sendings.SetSentAsync(sending, cancellationToken);
        return true;
    }

    private static TimeSpan WaitAfter(int failures) => failures > 8 ? LongestWait : TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << (failures - 1), LongestWait.Ticks));

    [LoggerMessage(LogLevel.Warning, "Alert channel {Channel} did not take message {MessageId}, try {Attempt}: {Why}")]
    private partial void LogNotTaken(string channel, long messageId, int attempt, string why);

    [LoggerMessage(LogLevel.Error, "Alert channel {Channel} could not go on ({Cause}) and tries again")]
    private partial void LogTrouble(string channel, string cause);
}

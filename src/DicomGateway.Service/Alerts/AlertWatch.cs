using DicomGateway.Service.Alerts.Channels;
using DicomGateway.Service.Alerts.Telling;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>Looks at every part of the node, takes down what has changed and makes the messages about it.</summary>
internal sealed partial class AlertWatch(
    IReadOnlyList<IAlertSource> sources, IReadOnlyList<IAlertChannel> channels, AlertPlan plan, AlertStore store, TimeProvider time, ILogger<AlertWatch> log)
{
    /// <summary>One look. Returns whether there is a message to send.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var made = false;
        foreach (var kind in sources.GroupBy(source => source.Kind))
        {
            try
            {
                made |= await LookAsync(kind.Key, [.. kind], cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // The rest of the node can still be looked at, and this part the next time.
                LogFailed(kind.Key, exception.GetType().Name);
            }
        }

        return made;
    }

    private async Task<bool> LookAsync(AlertKind kind, IReadOnlyList<IAlertSource> parts, CancellationToken cancellationToken)
    {
        var looks = new List<AlertLook>();
        foreach (var part in parts)
            looks.Add(await part.LookAsync(cancellationToken));
        var look = AlertLook.Join(looks);
        var live = await store.ListLiveAsync(kind, cancellationToken);
        if (look.Seen.Count == 0 && live.Count == 0)
            return false;
        var (changed, message) = plan.Make(kind, live, look, await store.FindLastAsync(kind, cancellationToken), time.GetUtcNow());
        if (changed.Count == 0 && message is null)
            return false;
        var told = await store.ApplyAsync(new AlertUpdate(changed, message, [.. channels.Where(channel => channel.Wants(kind)).Select(channel => channel.Name)]), cancellationToken);
        if (told is not null)
            LogTold(told.MessageId, kind, told.Lines.Count);
        return told is not null;
    }

    [LoggerMessage(LogLevel.Information, "Alert {MessageId}: {Kind}, {Lines} line(s)")]
    private partial void LogTold(long messageId, AlertKind kind, int lines);

    [LoggerMessage(LogLevel.Warning, "Alerts of kind {Kind} could not be looked for or taken down ({Cause}); they are with the next look")]
    private partial void LogFailed(AlertKind kind, string cause);
}

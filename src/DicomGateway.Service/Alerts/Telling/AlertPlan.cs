using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Telling;

/// <summary>
/// Decides what to tell of one kind, and when: the first thing at once, more of it together after the interval, and that all is well again at
/// once. Something that comes and goes makes two messages an interval at most.
/// </summary>
internal sealed class AlertPlan(AlertRules rules)
{
    /// <param name="kind">The kind.</param>
    /// <param name="live">What is on record and not wholly told.</param>
    /// <param name="look">What was seen now.</param>
    /// <param name="last">The last message of the kind.</param>
    /// <param name="now">The time of the look.</param>
    public (IReadOnlyList<AlertRecord> Changed, AlertMessage? Message) Make(
        AlertKind kind, IReadOnlyList<AlertRecord> live, AlertLook look, AlertMessage? last, DateTimeOffset now)
    {
        var alerts = AlertEpisodes.Merge(kind, live, look, now).Select(alert => IsPassingFault(alert, now) ? alert with { IsClosed = true } : alert).ToList();
        var lines = IsDue(alerts, last, now) ? alerts.Select(alert => (Alert: alert, State: StateOf(alert, now))).Where(line => line.State is not null).ToList() : [];
        var told = lines.Select(line => line.Alert).ToHashSet(ReferenceEqualityComparer.Instance);
        var known = live.ToHashSet();
        var changed = alerts.Select(alert => told.Contains(alert) ? Tell(alert) : alert).Where(alert => !known.Contains(alert)).ToList();
        if (lines.Count == 0)
            return (changed, null);
        var written = lines.Select(line => new AlertLine(line.State!.Value, line.Alert.Text, line.Alert.Since, line.Alert.Ended, line.Alert.Times)).ToList();
        return (changed, new AlertMessage(0, kind, now, AlertTitle.Of(kind, written), written.TrueForAll(line => line.State == AlertLineState.Over), written));
    }

    private bool IsDue(List<AlertRecord> alerts, AlertMessage? last, DateTimeOffset now)
    {
        var states = alerts.Select(alert => StateOf(alert, now)).OfType<AlertLineState>().ToList();
        var elapsed = last is null ? TimeSpan.MaxValue : now - last.MadeAt;
        if (!states.Exists(state => state != AlertLineState.Still))
            return states.Count > 0 && elapsed >= rules.Reminder;
        var isAllOver = states.TrueForAll(state => state == AlertLineState.Over) && !alerts.Exists(alert => alert.Ended is null);
        return elapsed >= rules.Interval || (isAllOver && last is { IsOver: false });
    }

    /// <summary>What a message would say of it; null when nothing.</summary>
    private AlertLineState? StateOf(AlertRecord alert, DateTimeOffset now) => alert switch
    {
        { IsClosed: true } => null,
        { IsEvent: true } => AlertLineState.Happened,
        { Ended: { } ended } when now - ended < rules.Settle => null,
        { Ended: not null, ToldLevel: null } => AlertLineState.Happened,
        { Ended: not null } => AlertLineState.Over,
        { ToldLevel: null } => now - alert.Since >= rules.Settle ? AlertLineState.New : null,
        { ToldLevel: { } told } => alert.Level > told ? AlertLineState.New : AlertLineState.Still,
    };

    /// <summary>Over before it was worth a word.</summary>
    private bool IsPassingFault(AlertRecord alert, DateTimeOffset now) =>
        alert is { IsEvent: false, ToldLevel: null, Ended: { } ended } && ended - alert.Since < rules.Settle && now - ended >= rules.Settle;

    private static AlertRecord Tell(AlertRecord alert) => alert with
    {
        ToldLevel = Math.Max(alert.Level, alert.ToldLevel ?? long.MinValue),
        Times = 1,
        IsClosed = alert.Ended is not null,
    };
}

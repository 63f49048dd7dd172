using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Telling;

/// <summary>Brings what is on record and what was seen together: what has begun, lasts, has ended.</summary>
internal static class AlertEpisodes
{
    public static IReadOnlyList<AlertRecord> Merge(AlertKind kind, IReadOnlyList<AlertRecord> live, AlertLook look, DateTimeOffset now)
    {
        var bySubject = live.ToDictionary(alert => alert.Subject, StringComparer.Ordinal);
        var seen = look.Seen.DistinctBy(sighting => sighting.Subject, StringComparer.Ordinal).ToDictionary(sighting => sighting.Subject, StringComparer.Ordinal);
        var unsure = look.Unsure.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. live.Select(alert => seen.TryGetValue(alert.Subject, out var sighting) ? Continue(alert, sighting)
                : alert.Ended is null && !unsure.Contains(alert.Subject) ? alert with { Ended = now }
                : alert),
            .. seen.Values.Where(sighting => !bySubject.ContainsKey(sighting.Subject)).Select(sighting => Begin(kind, sighting, now)),
        ];
    }

    private static AlertRecord Begin(AlertKind kind, AlertSighting sighting, DateTimeOffset now)
    {
        var since = sighting.Since is { } known && known < now ? known : now;
        return new AlertRecord
        {
            Kind = kind,
            Subject = sighting.Subject,
            Text = sighting.Text,
            Level = sighting.Level,
            IsEvent = sighting.IsEvent,
            Since = since,
            Ended = sighting.IsEvent ? since : null,
        };
    }

    /// <summary>One that had ended and is back before that was told has only been away for a moment.</summary>
    private static AlertRecord Continue(AlertRecord alert, AlertSighting sighting) => alert.IsEvent ? alert : alert with
    {
        Text = sighting.Text,
        Level = sighting.Level,
        Times = alert.Ended is null ? alert.Times : alert.Times + 1,
        Ended = null,
    };
}

using System.Globalization;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs.Politeness;

/// <summary>Whether PACS may be asked now, by their weekly windows as they are configured now.</summary>
internal sealed class OpeningHours(IPacsDirectory directory, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>Null when it is open; else when it opens, where it ever does, and that in words.</summary>
    public static (DateTimeOffset? At, string Text)? FindOpening(PacsNode pacs, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (WindowClock.IsOpen(pacs.Limits.Windows, now, time.LocalTimeZone))
            return null;
        var opening = WindowClock.FindOpening(pacs.Limits.Windows, now, time.LocalTimeZone);
        var when = opening is { } at
            ? TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("'on' yyyy-MM-dd 'at' HH:mm", CultureInfo.InvariantCulture)
            : "at no time: its windows are all empty";
        return (opening, $"{pacs.Name} may be asked again {when}.");
    }

    /// <summary>Null when it is open, or there is no such PACS any more; else when it opens, in words.</summary>
    public string? FindClosed(string name) => directory.Find(name) is { } pacs ? FindOpening(pacs, time)?.Text : null;

    /// <summary>Returns when it is open. A window that is changed meanwhile counts within a minute.</summary>
    /// <param name="name">The PACS.</param>
    /// <param name="tell">Is told what is waited for, and null when nothing is any more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WaitAsync(string name, Action<string?> tell, CancellationToken cancellationToken)
    {
        while (directory.Find(name) is { } pacs && FindOpening(pacs, time) is { } closed)
        {
            tell(closed.Text);
            var left = closed.At - time.GetUtcNow();
            await Task.Delay(left is { } wait && wait > TimeSpan.Zero && wait < Look ? wait : Look, time, cancellationToken).ConfigureAwait(false);
        }

        tell(null);
    }
}

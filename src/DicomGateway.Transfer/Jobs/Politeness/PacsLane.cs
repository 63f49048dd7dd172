using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs.Politeness;

/// <summary>Whether one PACS may be asked right now, and if not, why and until when.</summary>
internal sealed class PacsLane(string name, TimeProvider time)
{
    private int _active;

    public PacsCircuit Circuit { get; } = new(time);

    /// <summary>Why nothing is begun at the moment; null when something is, or nothing waits.</summary>
    public string? Waiting { get; private set; }

    public int Active => Volatile.Read(ref _active);

    /// <summary>Whether its windows are open.</summary>
    public bool IsOpen(PacsNode pacs) => WindowClock.IsOpen(pacs.Limits.Windows, time.GetUtcNow(), time.LocalTimeZone);

    /// <summary>Null when a study may be begun; else when it is worth asking again, which <see cref="Waiting"/> explains.</summary>
    public DateTimeOffset? FindNextBegin(PacsNode? pacs, bool hasRoom)
    {
        var now = time.GetUtcNow();
        if (pacs is null)
            return Wait(now + TimeSpan.FromMinutes(1), $"There is no PACS {name} any more: enter it again, or cancel the job.");
        if (OpeningHours.FindOpening(pacs, time) is { } closed)
            return Wait(closed.At ?? now + TimeSpan.FromHours(1), closed.Text);

        if (!hasRoom)
            return Wait(now + TimeSpan.FromSeconds(5), "The disk has too little free space for more: free some, or wait until what is here has been forwarded.");
        var (places, from) = Circuit.Allow(Math.Max(1, pacs.Limits.Associations));
        if (from > now)
            return Wait(from, $"{name} is left alone for a while: {Circuit.Trouble ?? "it failed"}.");
        return Active < places ? null : DateTimeOffset.MaxValue;
    }

    /// <summary>The PACS's limits for a minute are used up.</summary>
    public void Limit() => Waiting = $"{name} has been asked for as much as a minute allows.";

    /// <summary>Nothing waits, or something was begun.</summary>
    public void Free() => Waiting = null;

    public void Enter() => Interlocked.Increment(ref _active);

    public void Leave() => Interlocked.Decrement(ref _active);

    private DateTimeOffset Wait(DateTimeOffset until, string why)
    {
        Waiting = why;
        return until;
    }
}

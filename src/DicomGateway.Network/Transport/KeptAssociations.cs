namespace DicomGateway.Network.Transport;

/// <summary>Associations that nobody uses at the moment.</summary>
internal sealed class KeptAssociations(TimeSpan keepFor, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DicomClientAssociation, ITimer> _kept = [];
    private bool _isDisposed;

    public DicomClientAssociation? TryTake(IReadOnlyList<ProposedContext> contexts)
    {
        lock (_gate)
        {
            var association = _kept.Keys.FirstOrDefault(kept =>
                kept.IsUsable && contexts.All(wanted => kept.Proposed.Any(proposed => proposed.Covers(wanted))));
            if (association is not null && _kept.Remove(association, out var timer))
                timer.Dispose();
            return association;
        }
    }

    public async ValueTask AddAsync(DicomClientAssociation association)
    {
        // What was interrupted must never be continued by somebody else.
        if (!association.IsUsable || association.OutstandingCount > 0 || !TryKeep(association))
            await EndAsync(association).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        List<DicomClientAssociation> kept;
        lock (_gate)
        {
            _isDisposed = true;
            kept = [.. _kept.Keys];
            foreach (var timer in _kept.Values)
                timer.Dispose();
            _kept.Clear();
        }

        foreach (var association in kept)
            await EndAsync(association).ConfigureAwait(false);
    }

    private bool TryKeep(DicomClientAssociation association)
    {
        lock (_gate)
        {
            if (_isDisposed || keepFor <= TimeSpan.Zero)
                return false;
            _kept[association] = time.CreateTimer(state => _ = ExpireAsync(association), null, keepFor, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    private async Task ExpireAsync(DicomClientAssociation association)
    {
        lock (_gate)
        {
            if (!_kept.Remove(association, out var timer))
                return;
            timer.Dispose();
        }

        await EndAsync(association).ConfigureAwait(false);
    }

    private static async ValueTask EndAsync(DicomClientAssociation association)
    {
        try
        {
            if (association.IsUsable && association.OutstandingCount == 0)
                await association.ReleaseAsync().ConfigureAwait(false);
        }
        catch (DicomAssociationException)
        {
            // It is over, which is all that is wanted.
        }

        await association.DisposeAsync().ConfigureAwait(false);
    }
}

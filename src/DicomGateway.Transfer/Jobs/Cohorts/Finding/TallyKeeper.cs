namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Counts of a search that several workers add to.</summary>
internal sealed class TallyKeeper
{
    private readonly Lock _gate = new();
    private CohortTally _tally = new();

    public CohortTally Current
    {
        get
        {
            lock (_gate)
                return _tally;
        }
    }

    /// <summary>What the search waits for right now, for people; null when it does not.</summary>
    public string? Waiting { get; private set; }

    public void Wait(string? until) => Waiting = until;

    public void Change(Func<CohortTally, CohortTally> change)
    {
        lock (_gate)
            _tally = change(_tally);
    }

    /// <summary>Adds a note once.</summary>
    public void Note(string text) => Change(tally => tally.Notes.Contains(text) ? tally : tally with { Notes = [.. tally.Notes, text] });
}

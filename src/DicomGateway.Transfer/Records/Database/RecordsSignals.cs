namespace DicomGateway.Transfer.Records.Database;

/// <summary>Wakes whoever waits for a kind of change. It carries no news: the database is the queue.</summary>
internal sealed class RecordsSignals
{
    private readonly TaskCompletionSource[] _next =
        [.. Enum.GetValues<RecordsChange>().Select(_ => New())];

    private readonly int[] _unseen = new int[Enum.GetValues<RecordsChange>().Length];

    public Task Next(RecordsChange kind) => Volatile.Read(ref _next[(int)kind]).Task;

    /// <summary>Returns at once when something changed since the last call.</summary>
    public async Task WaitAsync(RecordsChange kind, CancellationToken cancellationToken)
    {
        var next = Next(kind);
        if (Interlocked.Exchange(ref _unseen[(int)kind], 0) == 0)
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Exchange(ref _unseen[(int)kind], 0);
    }

    public void Raise(params ReadOnlySpan<RecordsChange> kinds)
    {
        foreach (var kind in kinds)
        {
            Volatile.Write(ref _unseen[(int)kind], 1);
            Interlocked.Exchange(ref _next[(int)kind], New()).SetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
